"""Whole numbers as printable text that a browser reads without decoding anything first.

The signs are those of ASCII that stand for themselves in a script's string. The first says how
many follow: 0 to 63 is one sign, then come two, three and six.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

SIGNS = "".join(chr(point) for point in range(0x20, 0x7F) if chr(point) not in '"\\')
BASE = len(SIGNS)
_ONE, _TWO, _THREE = 64, 25, 3
"""How many first signs stand alone, begin two and begin three; the last one begins six."""
_FROM_TWO = _ONE
_FROM_THREE = _FROM_TWO + _TWO * BASE
_FROM_SIX = _FROM_THREE + _THREE * BASE**2

Numbers = NDArray[np.int64]

_MOST_SHARED = 63
_SIXTEEN_BITS = 0xFFFF

POINTS = np.frombuffer(SIGNS.encode("ascii"), dtype=np.uint8)


def lengths(values: Numbers) -> Numbers:
    """How many signs each value takes."""
    steps = np.searchsorted(np.array([_FROM_TWO, _FROM_THREE, _FROM_SIX]), values, side="right")
    return np.array([1, 2, 3, 6])[steps]


def encode(values: Numbers) -> bytes:
    """All values, one after the other. None is below zero."""
    taken = lengths(values)
    ends = np.cumsum(taken)
    signs = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    starts = ends - taken
    for length, begin, first in ((1, 0, 0), (2, _FROM_TWO, 64), (3, _FROM_THREE, 89), (6, 0, 92)):
        which = taken == length
        _write(signs, starts[which], values[which] - begin, length, first)
    return POINTS[signs].tobytes()


def ordered(words: Iterable[str]) -> list[str]:
    """Words in the order in which a browser compares text, which is by units of 16 bits."""
    found = sorted(words)
    whole = "".join(found)
    if len(whole.encode("utf-16-le")) == 2 * len(whole):
        return found
    return sorted(found, key=lambda word: word.encode("utf-16-be"))


def fronted(words: Sequence[str], before: Sequence[str]) -> list[str]:
    """For each word one sign for how much it shares with that `before` it, and its rest."""
    signs = ((SIGNS[length], length) for length in _shared(before, words).tolist())
    return [sign + word[length:] for word, (sign, length) in zip(words, signs, strict=True)]


def _shared(before: Sequence[str], words: Sequence[str]) -> Numbers:
    """How many signs each word begins with that the one before it begins with."""
    ones, others = (np.array(each, f"<U{_MOST_SHARED}").view(np.uint32) for each in (before, words))
    # A browser counts signs beyond 16 bits as two.
    same = (ones == others) & (ones > 0) & (ones <= _SIXTEEN_BITS)
    rows = same.reshape(len(words), _MOST_SHARED)
    shared: Numbers = np.logical_and.accumulate(rows, axis=1).sum(axis=1)
    return shared


def _write(
    signs: NDArray[np.uint8], starts: Numbers, rest: Numbers, length: int, first: int
) -> None:
    for place in range(length - 1, 0, -1):
        signs[starts + place] = rest % BASE
        rest = rest // BASE
    # Beyond three signs the value is in those that follow the first.
    signs[starts] = first + (0 if length == 6 else rest)  # noqa: PLR2004 - see `_FROM_SIX`
