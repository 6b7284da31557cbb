"""Binary interpolative coding of ascending lists: the middle number first, then both halves.

Each number is coded within the range that its neighbours leave. Clustered lists take fewer bits
than evenly spread ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lessonbank.search.code import Numbers


@dataclass(frozen=True, slots=True)
class Lists:
    """Ascending lists in one array: list `i` has `counts[i]` numbers from index `starts[i]`.

    Its numbers are from `lows[i]` to `highs[i]`. Its output begins at `slots[i]` and has
    `counts[i]` values.
    """

    starts: Numbers
    counts: Numbers
    lows: Numbers
    highs: Numbers
    slots: Numbers

    def select(self, which: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Lists:
        """Return the lists for which `which` is true."""
        every = (self.starts, self.counts, self.lows, self.highs, self.slots)
        places = np.flatnonzero(which)
        return Lists(*(column[places] for column in every))

    def followed_by(self, other: Lists) -> Lists:
        """Return these lists followed by `other`."""
        mine = (self.starts, self.counts, self.lows, self.highs, self.slots)
        others = (other.starts, other.counts, other.lows, other.highs, other.slots)
        return Lists(*(np.concatenate(both) for both in zip(mine, others, strict=True)))


def interpolate(values: Numbers, lists: Lists) -> tuple[Numbers, Numbers]:
    """Return the coded values of all lists, and the exclusive bound of each value."""
    written = np.zeros(int(lists.counts.sum()), dtype=np.int64)
    bounds = np.ones_like(written)
    lists = lists.select(lists.counts > 0)
    while len(lists.starts):
        middles = values[lists.starts + (lists.counts >> 1)]
        written[lists.slots] = middles - lists.lows - (lists.counts >> 1)
        bounds[lists.slots] = lists.highs - lists.lows - lists.counts + 2
        longer = lists.counts > 1
        lists = _halves(lists.select(longer), middles[longer])
    return written, bounds


def _halves(lists: Lists, middles: Numbers) -> Lists:
    """Split lists of at least two numbers into the parts before and after their middles."""
    halves = lists.counts >> 1
    before = Lists(lists.starts, halves, lists.lows, middles - 1, lists.slots + 1)
    after = Lists(
        lists.starts + halves + 1,
        lists.counts - halves - 1,
        middles + 1,
        lists.highs,
        lists.slots + 1 + halves,
    )
    return before.followed_by(after.select(after.counts > 0))
