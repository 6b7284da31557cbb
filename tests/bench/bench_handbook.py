"""The printed handbook: time and memory for handbooks of several sizes, up to some 150 pages.

    python tests/bench/bench_handbook.py [--chapters 8 40 160]

Each size is a bank of workshops, without films. "Build" is `lessonbank build` of it; "handbook" is
`lessonbank handbook --pdf`, which builds it and lays it out. Memory is the most that the process
held. Every number that the document names must be that of the page it links to.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from banks import TODAY, sentence

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from printed import misnumbered, pages_of
from projects import LOCKED, MKDOCS_YML, SCHOOL, TRUST

_UNIT = 1_000_000 if sys.platform == "darwin" else 1000
"""Units of `ru_maxrss` in a megabyte: macOS counts bytes, Linux counts kilobytes."""
WORKSHOP = """---
title: {title}
summary: {summary}
outcomes:
{outcomes}
---
{body}
"""
PROGRAMME = """---
title: The whole year
summary: Every workshop of the year.
aims: [To see all of them.]
sequence:
{steps}
---
It ends with [the last workshop](workshop:w-{last:03}).
"""


def write_handbook(root: Path, chapters: int) -> Path:
    """Write a bank with a workshop for each chapter, most of a page long, that names another."""
    for path, text in _files(chapters):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def _files(chapters: int) -> Iterator[tuple[str, str]]:
    random_ = random.Random(3)
    yield "mkdocs.yml", f"site_url: https://bench.example/\n{MKDOCS_YML}"
    yield from LOCKED.items()
    yield "content/trust.yml", TRUST
    yield "content/schools/elm.yml", SCHOOL
    yield "content/index.md", "# Bench\n"
    yield "content/about.md", "# About\n"
    for number in range(chapters):
        yield f"content/workshops/w-{number:03}.md", _workshop(random_, number, chapters)
    steps = "\n".join(f"  - {{workshop: w-{n:03}, term: Autumn}}" for n in range(chapters))
    yield "content/programmes/year.md", PROGRAMME.format(steps=steps, last=chapters - 1)


def _workshop(random_: random.Random, number: int, chapters: int) -> str:
    other = random_.randrange(chapters)
    link = f"See [that one](workshop:w-{other:03})."
    parts = [f"## Part {n}\n\n{sentence(random_, 110)}\n\n{link}" for n in range(3)]
    return WORKSHOP.format(
        title=f"Workshop {number + 1:03}",
        summary=sentence(random_, 12),
        outcomes="\n".join(f"  - {sentence(random_, 10)}" for _ in range(3)),
        body="\n\n".join(parts),
    )


def measured(root: Path, *args: str) -> tuple[float, float, float]:
    """Run a command; return its seconds, those of CPU, and the most megabytes that it held."""
    command = [str(Path(sys.executable).with_name("lessonbank")), *args, "--today", str(TODAY)]
    began = time.perf_counter()
    log = os.open(root / "log.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    moves = [(os.POSIX_SPAWN_DUP2, log, 1), (os.POSIX_SPAWN_DUP2, log, 2)]
    os.chdir(root)
    child = os.posix_spawn(command[0], command, os.environ, file_actions=moves)
    _, status, used = os.wait4(child, 0)
    os.close(log)
    if status:
        sys.exit((root / "log.txt").read_text(encoding="utf-8"))
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / _UNIT


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--chapters", type=int, nargs="+", default=[8, 40, 160])
    for chapters in parser.parse_args().chapters:
        with tempfile.TemporaryDirectory() as folder:
            root = write_handbook(Path(folder).resolve(), chapters)
            file = root / "handbook.pdf"
            found = {
                "build": measured(root, "build"),
                "handbook": measured(root, "handbook", "--pdf", str(file)),
            }
            wrong, pages = misnumbered(file), len(pages_of(file))
            size = file.stat().st_size / 1000
            print(f"{pages} pages, {size:.0f} kB, {len(wrong)} wrong numbers")
            for name, (seconds, cpu, memory) in found.items():
                print(f"  {name:9} {seconds:6.1f} s {cpu:6.1f} s CPU {memory:6.0f} MB", flush=True)
            os.chdir("/")


if __name__ == "__main__":
    main()
