"""The search index: what it costs to build, how large it is, and what a first result loads.

    python tests/bench/bench_search.py [--sizes 100 1000 10000]

Sizes are in bytes as a host sends them packed. Each bank is built in a process of its own, which
holds the documents, as a build does, and no file longer than a build does; its files are made once
more to be packed, which no build does. Transcripts are files of the index too.
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
from dataclasses import replace

import numpy as np
from talk import MEANT, documents

from lessonbank.search import Document
from lessonbank.search.index import CARDS, files, folder
from lessonbank.search.reading import Reading, read
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
    return ["m.js", "n.js", *(f"s/{number}.js" for number in sorted(shards)), *sorted(cards)]


def memory() -> float:
    """The most that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(clips: int) -> None:
    bank: list[Document] = documents(clips)
    own = memory()
    load, started, clock = os.getloadavg()[0], time.process_time(), time.monotonic()
    reading = read(bank)
    read_in = time.process_time() - started
    written = sum(len(data) for _, data in files(bank, "en", reading))
    built_in, took = time.process_time() - started, time.monotonic() - clock
    peak = memory()
    before = time.process_time()
    edited = [replace(bank[0], title="Another title"), *bank[1:]]
    read(edited, reading)
    reread_in = time.process_time() - before
    before = time.process_time()
    folder(bank, "en")
    named_in = time.process_time() - before
    sizes: dict[str, list[int]] = {}
    kept: dict[str, bytes] = {}
    for path, data in files(bank, "en", reading):
        sizes.setdefault(path[0], []).append(packed(data))
        if path[0] in "mnsd":
            kept[path] = gzip.compress(data, 1)
    rows = (
        ("load of the machine", f"{load:.1f}"),
        ("words", f"{len(reading.words):,}"),
        ("distinct, in one clip only, a clip", spread(reading)),
        ("said by the 35 commonest", f"{commonest(reading):.1%}"),
        ("read", f"{read_in:.1f} CPU-s"),
        ("all files", f"{built_in:.1f} CPU-s, {took:.1f} s, {written / 1e6:.0f} MB"),
        ("the folder's name", f"{named_in:.1f} CPU-s"),
        ("read again after one edit", f"{reread_in:.1f} CPU-s"),
        ("peak memory", f"{peak:.0f} MB, of which {own:.0f} MB were there with the documents"),
        ("shards", f"{len(sizes['s'])}, {sum(sizes['s']) / 1e6:.2f} MB packed"),
        ("largest shard", f"{max(sizes['s']) / 1e3:.1f} KB packed"),
        ("m.js, n.js, f.js, v/", ", ".join(f"{sum(sizes[kind]) / 1e3:.1f} KB" for kind in "mnfv")),
        (
            "cards, transcripts",
            f"{sum(sizes['d']) / 1e6:.2f}, {sum(sizes['t']) / 1e6:.1f} MB packed",
        ),
    )
    print(f"{clips} clips (meant for 10,000: {MEANT})")
    for name, value in rows:
        print(f"  {name:36}{value}")
    print_queries(kept, clips)


def spread(reading: Reading) -> str:
    """How many words there are, how many in one document only, and how many a document."""
    pairs = np.unique(reading.words.astype(np.int64) * len(reading.keys) + reading.documents)
    counts = np.bincount(pairs // len(reading.keys))
    total, single = int((counts > 0).sum()), int((counts == 1).sum())
    return f"{total:,}, {single:,}, {len(pairs) / len(reading.keys):.0f}"


def commonest(reading: Reading) -> float:
    """How much of all that is said the 35 commonest words are; in the W3C's talks it is 39 %."""
    return float(np.sort(np.bincount(reading.words))[-35:].sum() / len(reading.words))


def print_queries(kept: Mapping[str, bytes], clips: int) -> None:
    made = {path: gzip.decompress(data) for path, data in kept.items()}
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
    for size in given.sizes:
        subprocess.run([sys.executable, __file__, "--one", str(size)], check=True)


if __name__ == "__main__":
    main()
