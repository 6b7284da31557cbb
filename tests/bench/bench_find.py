"""Finding: how well and how fast the engine finds, beside MiniSearch and Pagefind.

    python tests/bench/bench_find.py [--sizes 1000 10000] [--queries 300] [--rival-queries 100]
    python tests/bench/bench_find.py --browser [--sizes 10000] [--rounds 3]

Queries are known items, as `known_items.py` draws them. The engine runs in Node, the rivals are
installed with npm into a folder of their own. Bytes are those a first result loads of the index,
packed. With `--browser` a built Find page is asked instead, see `painting.py`. Goals for 10,000
clips: 0.98 among the ten shown, 0.97 with a slip, at most 200 KB before the worst first result, and
an index of 16.5 MB, which is 17.0 MB so far.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from known_items import TOP, Found, Item, items, recall, slipped
from rivals import Searcher, install, minisearch, pagefind
from talk import documents

from lessonbank.search import Document
from lessonbank.search.index import CARDS, files
from lessonbank.search.reading import read

sys.path.append(str(Path(__file__).parents[1] / "search"))
from engine import Answer, ask, write

SIZES = (1000, 10_000)


def ours(folder: Path, bank: Sequence[Document]) -> Searcher:
    """The engine of the Find page. Transcripts, which a page shows anyway, are not counted."""
    before = time.process_time()
    made = list(files(bank, "en", read(bank)))
    cpu = time.process_time() - before
    index = write(made, folder)

    @cache
    def packed(path: str) -> int:
        return len(gzip.compress((index / path).read_bytes(), 6, mtime=0))

    def loaded(answer: Answer) -> int:
        cards = {f"d/{page // CARDS}.js" for page in answer.pages[:TOP]}
        return sum(map(packed, {*answer.loaded, *cards}))

    def asked(queries: Sequence[str]) -> tuple[list[Found], list[int]]:
        answers = ask(index, queries)
        found = [Found(each.pages[:TOP], [m for _, m in each.found[:TOP]]) for each in answers]
        return found, [loaded(answer) for answer in answers]

    size = sum(packed(path) for path, _ in made if not path.startswith("t/"))
    return Searcher("lessonbank", cpu, size, asked)


def line(searcher: Searcher, clips: int, kind: str, asked: Sequence[Item]) -> str:
    """A row of the table."""
    found, loaded = searcher.ask([item.query for item in asked])
    made = recall(asked, found)
    moment = "    -" if made.moment is None else f"{made.moment:5.3f}"
    return (
        f"{searcher.name:10} {clips:6} {kind:8} {len(asked):4} {made.first:6.3f} {made.shown:6.3f} "
        f" {moment} {statistics.median(loaded) / 1e3:8.0f} {max(loaded) / 1e3:8.0f} "
        f"{searcher.size / 1e6:8.1f} {searcher.cpu:6.1f}"
    )


def rivals(folder: Path, bank: Sequence[Document]) -> Iterator[Searcher]:
    missing = install(folder)
    if missing:
        print(f"MiniSearch and Pagefind cannot be installed: {missing}")
        return
    yield minisearch(folder, bank)
    yield pagefind(folder, bank)


def measure(clips: int, queries: int, rival_queries: int) -> None:
    bank = documents(clips)
    clean = items(bank, queries)
    wrong = slipped(clean)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = ours(folder / "index", bank)
        print(line(own, clips, "clean", clean), flush=True)
        print(line(own, clips, "one slip", wrong), flush=True)
        for rival in rivals(folder, bank) if rival_queries else ():
            for kind, asked in (("clean", clean), ("one slip", wrong)):
                print(line(rival, clips, kind, asked[:rival_queries]), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--rival-queries", type=int, default=100)
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
    if given.browser:
        from painting import paint  # noqa: PLC0415 - needs a browser's driver

        for clips in given.sizes or SIZES[-1:]:
            paint(clips, given.rounds)
        return
    print("searcher    clips kind        n  first    ten moment KB median KB worst MB index  CPU-s")
    for clips in given.sizes or SIZES:
        measure(clips, given.queries, given.rival_queries)


if __name__ == "__main__":
    main()
