"""Searching texts that are small to write and long to read: how the time grows with the length.

    python tests/bench/bench_heavy.py [--length 100000]

Each piece is repeated to a length and to twice that length; of the second, seconds of the processor
and how many times those of the first they are. Linear is about 2, quadratic about 4. The goal is
less than 3 wherever it takes half a second or more.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "support"))

from heavy import PIECES, search

GOAL, NOTICEABLE = 3, 0.5


def seconds(text: str) -> float:
    start = time.process_time()
    search(text)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--length", type=int, default=100_000)
    length = parser.parse_args().length
    worst = 0.0
    for piece in PIECES:
        once, twice = (seconds(piece * (size // len(piece))) for size in (length, 2 * length))
        growth = twice / max(once, 0.001)
        print(f"{piece!r:32} {twice:6.2f} s  x {growth:.1f}")
        if twice >= NOTICEABLE:
            worst = max(worst, growth)
    print(f"At most {worst:.1f} times as long for twice the length; the goal is less than {GOAL}.")


if __name__ == "__main__":
    main()
