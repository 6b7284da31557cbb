"""Imports: CPU of a sheet of sessions without codes, which are all matched to those of the bank.

    python tests/bench/bench_import.py [--sizes 500 2000] [--rounds 3]

The bank has each session already; half of the rows are of another hour, so they are matched by
their day. Reading the bank is not part of it. The exponent says how the time grows: 1 is linear.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "support"))
from importing import read, write_bank
from lessonbank.content import Reading
from lessonbank.exchange import plan_sessions

SIZES = (500, 2000)
FIRST = date(2026, 9, 1)
_SESSION = "title: Meeting {number}\non: {day}\nstart: '15:45'\nend: '16:45'\nplace: The hall\n"


def _day(number: int) -> date:
    return FIRST + timedelta(days=number % 300)


def write(folder: Path, size: int) -> tuple[Reading, Path]:
    """A bank with `size` sessions, read, and a sheet with as many rows."""
    files = {
        f"content/sessions/meeting-{n}.yml": _SESSION.format(number=n, day=_day(n))
        for n in range(size)
    }
    hours = ("15:45,16:45", "14:00,15:00")
    rows = [f"{_day(n)},{hours[n % 2]},Meeting {n},The hall\n" for n in range(size)]
    sheet = folder / "plan.csv"
    sheet.write_text("Date,Start,End,Title,Place\n" + "".join(rows), encoding="utf-8")
    return read(write_bank(folder / "bank", files)), sheet


def measure(reading: Reading, sheet: Path, size: int) -> float:
    before = time.process_time()
    plan = plan_sessions(reading, sheet)
    took = time.process_time() - before
    assert len(plan.changes) == size // 2, len(plan.changes)
    assert not any(change.is_new for change in plan.changes)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs=2, default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    seconds = {}
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as name:
            made = write(Path(name), size)
            seconds[size] = statistics.median(measure(*made, size) for _ in range(given.rounds))
        each = seconds[size] / size * 1e3
        print(f"{size:6} sessions {seconds[size]:8.2f} CPU-s {each:8.2f} ms a row")
    small, large = given.sizes
    exponent = math.log(seconds[large] / seconds[small]) / math.log(large / small)
    print(f"exponent {exponent:.2f}")


if __name__ == "__main__":
    main()
