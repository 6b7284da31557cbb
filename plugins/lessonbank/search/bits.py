"""Numbers that are below known bounds, as bits in printable signs of six bits each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lessonbank.search.code import POINTS, Numbers

SIGN = 6
"""Bits in a sign."""
_WORD = 8
"""Signs that are filled at a time: their bits are few enough to be added as floats."""
_SHIFTS = np.arange(_WORD - 1, -1, -1) * SIGN


def short(values: Numbers, bounds: Numbers) -> tuple[Numbers, Numbers]:
    """The bits of each value that is below its bound, and how many they are.

    Where the bound is no power of two, the values in the middle take one bit less than others.
    """
    few = np.frexp(bounds.astype(np.float64))[1].astype(np.int64) - 1
    spare = (2 << few) - bounds
    turned = values - (bounds - spare) // 2
    turned += np.where(turned < 0, bounds, 0)
    is_long = turned >= spare
    return np.where(is_long, turned + spare, turned), few + is_long


def pack(bits: Numbers, counts: Numbers, ends: Numbers) -> tuple[bytes, Numbers]:
    """`bits` in signs, and where the signs of each part end: `ends` says which bits are its own."""
    reached = np.concatenate([[0], np.cumsum(counts)])
    taken = np.diff(reached[ends], prepend=0)
    stops = np.cumsum(-(-taken // SIGN))
    moved = np.repeat(SIGN * stops - np.cumsum(taken), np.diff(ends, prepend=0))
    # Bits begin with a sign, so those that fill it come after the part and not before it.
    padding = np.repeat(SIGN * -(-taken // SIGN) - taken, np.diff(ends, prepend=0))
    places = reached[:-1] + moved - padding
    return _signs(bits, counts, places, int(stops[-1]) if len(stops) else 0), stops


def _signs(bits: Numbers, counts: Numbers, places: Numbers, signs: int) -> bytes:
    words = places // (_WORD * SIGN)
    over = places - words * (_WORD * SIGN) + counts - _WORD * SIGN
    spilt = np.flatnonzero(over > 0)
    cut, shifts = bits[spilt], over[spilt]
    kept = bits << np.maximum(-over, 0)
    kept[spilt] = cut >> shifts
    length = signs // _WORD + 2
    filled = np.bincount(words, weights=kept, minlength=length)
    rest = (cut & ((1 << shifts) - 1)) << (_WORD * SIGN - shifts)
    filled += np.bincount(words[spilt] + 1, weights=rest, minlength=length)
    values: NDArray[np.int64] = filled.astype(np.int64)[:, None] >> _SHIFTS & (2**SIGN - 1)
    return POINTS[values.reshape(-1)[:signs]].tobytes()
