"""Lists of ascending numbers in few bits: the middle one first, then the halves on either side.

Each number is written as one of those that are still possible there. This is binary interpolative
coding; a list that lies close together in places takes less than one that is spread evenly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lessonbank.search.code import Numbers


@dataclass(frozen=True, slots=True)
class Lists:
    """`counts` numbers each of which is between `lows` and `highs`, from `starts` of an array.

    `slots` are where what is written of each list begins; it is as many values as there are.
    """

    starts: Numbers
    counts: Numbers
    lows: Numbers
    highs: Numbers
    slots: Numbers

    def where(self, which: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Lists:
        """Some of the lists."""
        every = (self.starts, self.counts, self.lows, self.highs, self.slots)
        places = np.flatnonzero(which)
        return Lists(*(column[places] for column in every))

    def and_(self, other: Lists) -> Lists:
        """These lists and others."""
        mine = (self.starts, self.counts, self.lows, self.highs, self.slots)
        others = (other.starts, other.counts, other.lows, other.highs, other.slots)
        return Lists(*(np.concatenate(both) for both in zip(mine, others, strict=True)))


def bisect(values: Numbers, lists: Lists) -> tuple[Numbers, Numbers]:
    """What is written for `values`, each below its bound, and the bounds."""
    written = np.zeros(int(lists.counts.sum()), dtype=np.int64)
    bounds = np.ones_like(written)
    lists = lists.where(lists.counts > 0)
    while len(lists.starts):
        middles = values[lists.starts + (lists.counts >> 1)]
        written[lists.slots] = middles - lists.lows - (lists.counts >> 1)
        bounds[lists.slots] = lists.highs - lists.lows - lists.counts + 2
        longer = lists.counts > 1
        lists = _halves(lists.where(longer), middles[longer])
    return written, bounds


def _halves(lists: Lists, middles: Numbers) -> Lists:
    """What is on either side of the middles of lists of two numbers at least."""
    halves = lists.counts >> 1
    before = Lists(lists.starts, halves, lists.lows, middles - 1, lists.slots + 1)
    after = Lists(
        lists.starts + halves + 1,
        lists.counts - halves - 1,
        middles + 1,
        lists.highs,
        lists.slots + 1 + halves,
    )
    return before.and_(after.where(after.counts > 0))
