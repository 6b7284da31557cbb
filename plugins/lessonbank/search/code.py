"""Encode whole numbers as printable text that scripts read directly from strings.

It uses the ASCII characters that need no escape in a script, small letters first: the words of an
index are made of them too, so it packs better. The first character determines the length: one for
0 to 63, then two, three and six characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

_POINTS = (*range(ord("a"), 0x7F), *range(0x20, ord("a")))
SIGNS = "".join(chr(point) for point in _POINTS if chr(point) not in '"\\')
BASE = len(SIGNS)
_ONE, _TWO, _THREE = 64, 25, 3
"""How many first characters start codes of one, two and three; the last one starts six."""
_FROM_TWO = _ONE
_FROM_THREE = _FROM_TWO + _TWO * BASE
_FROM_SIX = _FROM_THREE + _THREE * BASE**2

Numbers = NDArray[np.int64]

MOST_SHARED = 29
"""The characters of lengths up to this are neither space nor comma, which separate words."""
_SIXTEEN_BITS = 0xFFFF

POINTS = np.frombuffer(SIGNS.encode("ascii"), dtype=np.uint8)


def lengths(values: Numbers) -> Numbers:
    """Return the encoded length of each value in characters."""
    steps = np.searchsorted(np.array([_FROM_TWO, _FROM_THREE, _FROM_SIX]), values, side="right")
    return np.array([1, 2, 3, 6])[steps]


def encode(values: Numbers) -> bytes:
    """Encode non-negative values one after the other."""
    taken = lengths(values)
    ends = np.cumsum(taken)
    signs = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    starts = ends - taken
    for length, begin, first in ((1, 0, 0), (2, _FROM_TWO, 64), (3, _FROM_THREE, 89), (6, 0, 92)):
        which = taken == length
        _write(signs, starts[which], values[which] - begin, length, first)
    return POINTS[signs].tobytes()


def column(values: Numbers) -> str:
    """Encode values with one width for all, which the first character tells.

    A browser reads the value of any place without those before it.
    """
    largest, width = int(values.max(initial=0)), 1
    while largest >= BASE**width:
        width += 1
    powers = BASE ** np.arange(width - 1, -1, -1)
    signs: bytes = POINTS[values[:, None] // powers % BASE].tobytes()
    return SIGNS[width] + signs.decode("ascii")


def ordered(words: Iterable[str]) -> list[str]:
    """Sort words as a browser compares strings: by UTF-16 code units."""
    found = sorted(words)
    whole = "".join(found)
    if len(whole.encode("utf-16-le")) == 2 * len(whole):
        return found
    return sorted(found, key=lambda word: word.encode("utf-16-be"))


def front_coded(words: Sequence[str], before: Sequence[str]) -> list[str]:
    """Front-code words: one character for the prefix shared with `before`, then the rest."""
    signs = ((SIGNS[length], length) for length in _shared(before, words).tolist())
    return [sign + word[length:] for word, (sign, length) in zip(words, signs, strict=True)]


def _shared(before: Sequence[str], words: Sequence[str]) -> Numbers:
    """Return the length of the prefix that each word shares with the one before it."""
    ones, others = (np.array(each, f"<U{MOST_SHARED}").view(np.uint32) for each in (before, words))
    # A browser counts characters beyond 16 bits as two.
    same = (ones == others) & (ones > 0) & (ones <= _SIXTEEN_BITS)
    rows = same.reshape(len(words), MOST_SHARED)
    shared: Numbers = np.logical_and.accumulate(rows, axis=1).sum(axis=1)
    return shared


def _write(
    signs: NDArray[np.uint8], starts: Numbers, rest: Numbers, length: int, first: int
) -> None:
    for place in range(length - 1, 0, -1):
        signs[starts + place] = rest % BASE
        rest = rest // BASE
    # In a code of six characters the first one holds no part of the value.
    signs[starts] = first + (0 if length == 6 else rest)  # noqa: PLR2004 - see `_FROM_SIX`
