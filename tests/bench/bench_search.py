"""The search index: what it costs to build, how large it is, and what a first result loads.

    python tests/bench/bench_search.py [--sizes 100 1000 10000]

Sizes are in bytes as a host sends them packed. Each bank is built in a process of its own.
"""

from __future__ import annotations

import argparse
import bisect
import gzip
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from talk import documents

from lessonbank.search import Document, files, read
from lessonbank.search.index import CARDS
from lessonbank.search.tokens import terms

SIZES = (100, 1000, 10_000)
QUERIES = (
    "fraction",
    "equal part",
    "energy force particle",
    "how do you know",
    "say that again",
    "what is the same and what is different",
    "explain because reason",
    "que",
    "the",
)
SHOWN = 10


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6, mtime=0))


def first_result(made: Mapping[str, bytes], query: str, found: Sequence[int]) -> list[str]:
    """The files that a browser loads before it shows anything: words, then cards."""
    words = terms(query)[0]
    starts = made["m.js"].decode("ascii").split('"shards":"')[1].split('"')[0].split(" ")
    shards = {max(0, bisect.bisect_right(starts, word) - 1) for word in words}
    last = words[-1]
    ends = max(0, bisect.bisect_right(starts, last + "\uffff") - 1)
    first = max(0, bisect.bisect_right(starts, last) - 1)
    shards |= set(range(first, min(ends, first + 2) + 1))
    cards = {f"d/{number // CARDS}.js" for number in found}
    return ["m.js", *(f"s/{number}.js" for number in sorted(shards)), *sorted(cards)]


def measure(clips: int) -> None:
    bank: list[Document] = documents(clips)
    before = time.process_time()
    reading = read(bank)
    read_in = time.process_time() - before
    made = dict(files(bank, "en", reading))
    built_in = time.process_time() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    shards = [data for path, data in made.items() if path.startswith("s/")]
    sizes = {kind: packed(made[f"{kind}.js"]) for kind in "mfv"}
    again = time.process_time()
    read(bank, reading)
    reread_in = time.process_time() - again
    print(f"{clips} clips, {len(reading.words):,} words, {len(reading.vocabulary):,} distinct")
    print(
        f"  read {read_in:.1f} s, built {built_in:.1f} CPU-s, read again {reread_in:.1f} s, ",
        end="",
    )
    print(f"peak {memory:.0f} MB with the bank itself")
    print(f"  {len(shards)} shards, {sum(map(len, shards)) / 1e6:.1f} MB, ", end="")
    print(f"{sum(map(packed, shards)) / 1e6:.1f} MB packed, largest {max(map(len, shards)):,}")
    print(f"  packed: {sizes}")
    for query in QUERIES:
        # Cards lie as far apart as they can: the worst case.
        found = range(0, clips, max(1, clips // SHOWN))[:SHOWN]
        loaded = first_result(made, query, found)
        total = sum(packed(made[path]) for path in loaded)
        print(f"  {total / 1000:6.1f} KB in {len(loaded) + 1:2} requests: {query}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--one", type=int)
    given = parser.parse_args()
    if given.one:
        measure(given.one)
        return
    print(f"load {os.getloadavg()[0]:.1f}", flush=True)
    for size in given.sizes:
        subprocess.run([sys.executable, __file__, "--one", str(size)], check=True)


if __name__ == "__main__":
    main()
