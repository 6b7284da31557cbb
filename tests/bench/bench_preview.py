"""A preview of a large bank: from saving a clip to its page, and to the whole site.

    python tests/bench/bench_preview.py [--clips 1000] [--rounds 3]

A real server runs in a process of its own, with media as values. Times are taken in seconds as an
author sees them: until the changed page is served, until that of an edit while the rest is built,
and until the whole site is served. They are compared with importing the command and reading the
same YAML with PyYAML's C loader in the same run. The goals are 0.5 s at 1,000 clips and 1.5 s at
10,000.
"""

from __future__ import annotations

import argparse
import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_check import make, read_yaml, write

from lessonbank.media import ClipJob, ClipMedia, Picture, Plan, Rendition, Still, Storyboard
from lessonbank.media.settling import Settled

CONFIG = """\
site_name: Bench
docs_dir: content/.locked
site_dir: build/site
use_directory_urls: false
theme: {name: material, font: false, features: [navigation.tabs, navigation.path]}
markdown_extensions: [admonition, attr_list, footnotes, tables]
plugins: [lessonbank]
"""
DAY = "2026-11-21"
PATIENCE = 1800
ROW = "{:<34}{:8.2f} s{:8.2f}"


def serve(port: int) -> None:
    """Serve the bank in this folder, with films that are values."""
    from lessonbank.cli import main  # noqa: PLC0415 - only the server needs it
    from lessonbank.compiler.background import Background  # noqa: PLC0415

    def settle(_: Background, plan: Plan) -> Settled:
        return Settled({clip.job.id: _values(clip.job) for clip in plan.clips}, ())

    Background.settle = settle  # type: ignore[method-assign]
    main(["serve", "--today", DAY, "--addr", f"127.0.0.1:{port}"])


def _values(job: ClipJob) -> ClipMedia:
    def picture(name: str) -> Picture:
        return Picture("0" * 64, Path(name), f"{name}.webp", 1, 640, 360)

    length = float(job.end - job.start)
    still = Still(picture(f"{job.id}-l"), picture(f"{job.id}-s"))
    films = (
        Rendition(
            "0" * 64, Path("x"), f"{job.id}-{height}.mp4", 1, height * 16 // 9, height, length
        )
        for height in (720, 480)
    )
    board = Storyboard(1.0, 160, 90, 10, int(length), picture(f"{job.id}-b"))
    return ClipMedia(*films, still, dict.fromkeys(job.stills, still), board)


def ask(port: int, address: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", f"/{address}")
        return connection.getresponse().read()
    except OSError:
        return b""
    finally:
        connection.close()


def until(port: int, address: str, words: bytes, server: subprocess.Popen[bytes]) -> float:
    """Ask until a page has the words; return when it had them."""
    end = time.monotonic() + PATIENCE
    while words not in ask(port, address):
        assert server.poll() is None, "the server has ended"
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)
    return time.monotonic()


def yardstick(root: Path) -> float:
    """Seconds to import the command and to read the YAML of the bank."""
    start = time.monotonic()
    subprocess.run([sys.executable, "-c", "import lessonbank.cli.serve"], check=True)
    read_yaml(root)
    return time.monotonic() - start


def edits(root: Path, port: int, rounds: int) -> tuple[list[float], list[float], list[float]]:
    """Edit clips; return the seconds until the page, until that of a second edit, until the rest.

    The second edit comes while the whole site is built after the first.
    """
    server = subprocess.Popen([sys.executable, __file__, "--serve", str(port)], cwd=root)
    first, second, whole = [], [], []
    try:
        until(port, "clips/clip-7.html", b"</html>", server)
        for _ in range(rounds):
            first.append(edit(root, port, 7, server)[0])
            time.sleep(2)
            taken, start, words = edit(root, port, 8, server)
            second.append(taken)
            whole.append(until(port, "clips/index.html", words, server) - start)
            time.sleep(1)
    finally:
        server.terminate()
        server.wait()
    return first, second, whole


def edit(
    root: Path, port: int, clip: int, server: subprocess.Popen[bytes]
) -> tuple[float, float, bytes]:
    """Edit a clip's summary; return the seconds until its page, the start, and the summary."""
    path, words = root / f"content/clips/clip-{clip}.md", f"Summary of {time.time()}"
    before = path.read_text(encoding="utf-8").split("\n")
    lines = [f"summary: {words}" if line.startswith("summary:") else line for line in before]
    start = time.monotonic()
    path.write_text("\n".join(lines), encoding="utf-8")
    return (
        until(port, f"clips/clip-{clip}.html", words.encode(), server) - start,
        start,
        words.encode(),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clips", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--serve", type=int, metavar="PORT")
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
        return
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as taken:
        root, port = Path(folder), taken.getsockname()[1]
        taken.close()
        make(root, options.clips, sharing=10)
        measured = statistics.median(yardstick(root) for _ in range(options.rounds))
        write(root / "mkdocs.yml", CONFIG)
        write(root / "content/index.md", "# Bench\n")
        write(root / "content/.locked/index.md", "# This lesson bank is not built yet\n")
        first, second, whole = edits(root, port, options.rounds)
    print(f"{options.clips} clips, {os.cpu_count()} processors, median of {options.rounds}")
    print(f"{'':<34}{'seen':>10}{'ratio':>8}")
    print(ROW.format("importing, and reading the YAML", measured, 1))
    names = ("edit to its page", "another edit meanwhile", "edit to the whole site")
    for name, times in zip(names, (first, second, whole), strict=True):
        print(ROW.format(name, median := statistics.median(times), median / measured))


if __name__ == "__main__":
    main()
