"""The workbench: how soon a mark is on the page, and what memory it takes, in Chromium.

    python tests/bench/bench_workbench.py [--marks 400] [--minutes 45] [--keys 60] [--rounds 3]

The film is generated, at a low rate. A session with the marks is opened, the film plays, and keys
are pressed. Each press is timed from the event until the frame with its mark has been painted.
"Empty" is a key that nothing listens for: what the machine takes for a frame. "Work" is what the
script itself takes. Memory is the heap of the page after garbage collection. The goal is at most
50 ms more than the empty key.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.append(str(Path(__file__).parents[1] / "browser"))
sys.path.append(str(Path(__file__).parents[1] / "support"))
from imageio_ffmpeg import get_ffmpeg_exe

from harness.chromium import Chromium, launch
from sites import built
from workbenches import write_workbench_project

TAGS = (("cold-call", "instant"), ("wait-time", "span"), ("teacher-talk", "span"))
PRESS = """async (key) => {
  const after = new MessageChannel();
  const painted = new Promise((settle) => { after.port1.onmessage = settle; });
  const before = performance.now();
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
  const worked = performance.now() - before;
  requestAnimationFrame(() => after.port2.postMessage(0));
  await painted;
  return [performance.now() - before, worked];
}"""
READY = "() => document.querySelector('lb-workbench:not([hidden])') !== null"
PLAYS = "() => document.querySelector('lb-stage video').currentTime > 0.2"
MARKS = "() => document.querySelectorAll('[data-part=marks] li').length"
CALL, NOTHING = "1", "F9"


def make_film(path: Path, minutes: int) -> None:
    """Write a long film with sound, a few hundred bytes a second."""
    length = str(60 * minutes)
    inputs = ("-f", "lavfi", "-i", "testsrc2=s=320x180:r=5", "-f", "lavfi", "-i", "sine=r=16000")
    codecs = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "45", "-c:a", "aac", "-b:a", "16k")
    command = [get_ffmpeg_exe(), "-v", "error", *inputs, "-t", length, *codecs, str(path)]
    subprocess.run(command, check=True)


def session(marks: int, minutes: int) -> str:
    length = 60 * minutes
    step = length / marks

    def mark(number: int) -> dict[str, object]:
        tag, kind = TAGS[number % len(TAGS)]
        at = number * step
        to = at + 3 if kind == "span" else None
        return {"id": f"m-{number}", "tag": tag, "at": at, "to": to}

    tags = [{"id": id_, "label": id_, "kind": kind} for id_, kind in TAGS]
    parts = {"length": length, "tags": tags, "marks": [mark(number) for number in range(marks)]}
    each = {"id": "long", "title": "Long", **parts}
    return json.dumps({"format": "lessonbank-session", "version": 1, "sessions": [each]})


def heap(page: Page) -> float:
    """Return the heap of the page in MB."""
    tools = page.context.new_cdp_session(page)
    tools.send("HeapProfiler.collectGarbage")
    return float(tools.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def timed(page: Page, name: str, key: str, count: int) -> float:
    """Press a key, print the times, and return the median."""
    found = [page.evaluate(PRESS, key) for _ in range(count)]
    whole, work = (sorted(each) for each in zip(*found, strict=True))
    p95 = int(0.95 * (count - 1))
    median = statistics.median(whole)
    spent = f"work {statistics.median(work):.1f} ms, 95 % {work[p95]:.1f} ms"
    print(f"{name:>6}: median {median:.1f} ms, 95 % {whole[p95]:.1f} ms, {spent}")
    return median


def opened(page: Page, folder: Path, marks: int) -> None:
    """Open the session and its film, and play it."""
    begin, again = "[data-part=begin] [data-part=file]", "[data-part=again] [data-part=film]"
    page.locator(begin).set_input_files(folder / "long.lessonbank.json")
    page.wait_for_function(f"({MARKS})() === {marks}")
    page.locator(again).set_input_files(folder / "film.mp4")
    page.wait_for_function("document.querySelector('lb-stage video').readyState >= 2")
    page.evaluate("document.querySelector('lb-workbench').stage.seek(5)")
    page.evaluate("document.querySelector('lb-stage video').play()")
    page.wait_for_function(PLAYS)


def measured(page: Page, address: str, folder: Path, marks: int, keys: int) -> None:
    page.goto(address)
    page.wait_for_function(READY)
    before = heap(page)
    opened(page, folder, marks)
    empty = timed(page, "empty", NOTHING, keys)
    full = timed(page, "mark", CALL, keys)
    assert page.evaluate(MARKS) == marks + keys
    print(f"{full - empty:+.1f} ms, {full / empty:.2f} of empty", end="; ")
    print(f"heap {before:.1f} to {heap(page):.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, default in (("marks", 400), ("minutes", 45), ("keys", 60), ("rounds", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name).resolve()
        address = f"{built(write_workbench_project(folder / 'bank')).as_uri()}/workbench.html"
        make_film(folder / "film.mp4", given.minutes)
        (folder / "long.lessonbank.json").write_text(session(given.marks, given.minutes))
        print(f"Film: {(folder / 'film.mp4').stat().st_size / 1e6:.1f} MB")
        browser = launch(playwright, Chromium.find() or "chromium")
        for _ in range(given.rounds):
            page = browser.new_page(bypass_csp=True)  # Playwright polls with eval.
            measured(page, address, folder, given.marks, given.keys)
            page.close()


if __name__ == "__main__":
    main()
