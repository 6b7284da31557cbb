"""`lessonbank check` of a large bank, against reading the same YAML with PyYAML's C loader.

    python tests/bench/bench_check.py [--clips 1200] [--rounds 5]

The goal is at most three times the CPU of reading, with captions that ten recordings share. Both
run in turns in one process, so that what else the machine does falls on both; medians are shown.
With captions for each recording, reading captions is most of the work, and is shown as well.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from lessonbank.bank import format_timecode as clock
from lessonbank.content import load
from lessonbank.content.lock import written
from lessonbank.ffmpeg.footage import Footage

CLIPS_PER_RECORDING = 5
CLIP_SECONDS = 240
LESSON_SECONDS = CLIPS_PER_RECORDING * CLIP_SECONDS
CHAPTERS = 6
MOMENTS = 10
WORDS = "fraction ratio whole part because explain compare the of we and why look now bar".split()

TRUST = """\
id: larkfield
name: Larkfield Learning Trust
controller: Larkfield Learning Trust Limited
contacts: {dpo: dpo@larkfield.example, concerns: concerns@larkfield.example}
licence: {video: all-rights-reserved, text: OGL-UK-3.0, holder: Larkfield Learning Trust}
"""
SCHOOL = "name: Hazel Primary School\nurn: 999001\nphase: primary\n"
PERSON = "name: Ada Okafor\nrole: Lead teacher\nschool: hazel\n"
PERMISSION = """\
basis: {pupils: public_task, staff: agreement}
pupils_visible: none
pupils_audible: unnamed
do_not_film_check: {done: true, on: 2026-03-02, by_role: DSL}
scope_max: public
state: granted
granted_on: 2026-03-04
expires_on: 2028-03-04
approvals:
  - {role: teacher, on: 2026-03-03}
  - {role: headteacher, on: 2026-03-04}
history:
  - {on: 2026-03-04, from: requested, to: granted, by_role: DPO}
"""


class Words:
    """Sentences from one seed."""

    def __init__(self) -> None:
        self._random = random.Random(7)

    def __call__(self, number: int) -> str:
        return " ".join(self._random.choices(WORDS, k=number)).capitalize() + "."


def make(root: Path, clips: int, sharing: int) -> None:
    """A bank of `clips` clips with all that they refer to; `sharing` recordings share captions."""
    words = Words()
    files = {"trust.yml": TRUST, "schools/hazel.yml": SCHOOL, "people/a-okafor.yml": PERSON}
    files["tagsets/teaching.yml"] = tagset(words)
    lessons = -(-clips // CLIPS_PER_RECORDING)
    for number in range(lessons):
        files[f"recordings/lesson-{number}.yml"] = recording(number, number // sharing, words)
        files[f"permissions/LL-2026-{number}.yml"] = PERMISSION
    for number in range(clips):
        files[f"clips/clip-{number}.md"] = clip(number, words)
    for name, text in files.items():
        write(root / "content" / name, text)
    for number in range(-(-lessons // sharing)):
        write(root / f"media/lesson-{number}.vtt", captions(words))
    write(root / "media.lock", lock(lessons))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def tagset(words: Words) -> str:
    tags = "".join(
        f"  - id: tag-{number}\n    label: Tag {number}\n    definition: {words(14)}\n"
        f"    looks_like:\n      - {words(10)}\n    not_this:\n      - {words(11)}\n"
        for number in range(12)
    )
    return f"title: Teaching\nversion: 1.0\ntags:\n{tags}"


def recording(number: int, captions_number: int, words: Words) -> str:
    return (
        f"title: {words(5)}\nmedia: lesson-{number}.mp4\nmonth: 2026-03\nschool: hazel\n"
        f"permission: LL-2026-{number}\ncredits:\n  - person: a-okafor\n"
        f"captions: lesson-{captions_number}.vtt\n"
    )


def clip(number: int, words: Words) -> str:
    start = number % CLIPS_PER_RECORDING * CLIP_SECONDS
    chapters = "".join(
        f"  - at: {clock(start + 40 * part)}\n    title: {words(4)}\n" for part in range(CHAPTERS)
    )
    moments = "".join(
        f"  - at: {clock(start + 20 * part + 5)}\n    to: {clock(start + 20 * part + 12)}\n"
        f"    tag: tag-{(number + part) % 12}\n    note: {words(8)}\n"
        for part in range(MOMENTS)
    )
    return (
        f"---\ntitle: {words(5)}\nsummary: {words(12)}\n"
        f"recording: lesson-{number // CLIPS_PER_RECORDING}\n"
        f"from: {clock(start)}\nto: {clock(start + CLIP_SECONDS)}\n"
        f"subject: maths\nphase: primary\nyears: [year-5, year-6]\ncontext: {words(30)}\n"
        f"watch_for:\n  before:\n    - {words(9)}\n  during:\n    - {words(9)}\n"
        f"chapters:\n{chapters}moments:\n{moments}---\n\n{words(60)}\n\n"
        f"See [the part where it turns](clip:clip-{number}#t=80,95). {words(60)}\n"
    )


def captions(words: Words) -> str:
    cues = (
        f"{clock(at)}.000 --> {clock(at + 4)}.000\n<v Teacher>{words(4)}\n\n"
        for at in range(0, LESSON_SECONDS, 4)
    )
    return "WEBVTT\n\n" + "".join(cues)


def lock(lessons: int) -> str:
    facts = Footage(
        sha256="0a" * 32,
        size=1_000_000,
        duration=float(LESSON_SECONDS),
        width=1280,
        height=720,
        fps=25.0,
        rotation=0,
        field_order="progressive",
        colour_matrix="bt709",
        dynamic_range="sdr",
        video_stream=0,
        audio_stream=1,
        channels=2,
    )
    return written({f"lesson-{number}.mp4": facts for number in range(lessons)})


def read_yaml(root: Path) -> None:
    """What is compared with: every file's YAML, and nothing made of it."""
    for path in sorted([*root.rglob("*.yml"), *root.rglob("*.md"), root / "media.lock"]):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            text = text.split("---\n", 2)[1]
        yaml.load(text, Loader=yaml.CSafeLoader)


def check(root: Path) -> None:
    found = load(root).diagnostics
    assert not found, found[0]


def cpu(work: Callable[[Path], None], root: Path) -> float:
    gc.collect()
    start = time.process_time()
    work(root)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clips", type=int, default=1200)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    print(f"{arguments.clips} clips, CPU seconds, median of {arguments.rounds} (goal: at most 3)")
    print("captions            reading   check   ratio")
    for sharing, name in ((10, "shared by ten"), (1, "one a recording")):
        reading, checking = measure(arguments.clips, sharing, arguments.rounds)
        print(f"{name:<20}{reading:7.2f} {checking:7.2f} {checking / reading:7.2f}")


def measure(clips: int, sharing: int, rounds: int) -> tuple[float, float]:
    """Median CPU seconds of reading and of checking."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make(root, clips, sharing)
        times = [(cpu(read_yaml, root), cpu(check, root)) for _ in range(rounds)]
    reading, checking = zip(*times, strict=True)
    return statistics.median(reading), statistics.median(checking)


if __name__ == "__main__":
    main()
