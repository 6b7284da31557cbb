"""Truncated binary coding, packed into printable characters of six bits each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lessonbank.search.code import POINTS, Numbers

CHARACTER_BITS = 6
"""Bits per character."""
_WORD = 8
"""Characters per word: 48 bits, which floats add exactly."""
_SHIFTS = np.arange(_WORD - 1, -1, -1) * CHARACTER_BITS


def truncated_binary(values: Numbers, bounds: Numbers) -> tuple[Numbers, Numbers]:
    """Return the truncated binary code of each value below its bound, and its number of bits.

    If the bound is not a power of two, values in the middle take one bit less.
    """
    few = np.frexp(bounds.astype(np.float64))[1].astype(np.int64) - 1
    spare = (2 << few) - bounds
    turned = values - (bounds - spare) // 2
    turned += np.where(turned < 0, bounds, 0)
    is_long = turned >= spare
    return np.where(is_long, turned + spare, turned), few + is_long


def pack(bits: Numbers, counts: Numbers, ends: Numbers) -> tuple[bytes, Numbers]:
    """Pack codes into characters; return them and the end of each part in characters.

    `ends` is the end of each part in codes. Each part begins with a new character.
    """
    reached = np.concatenate([[0], np.cumsum(counts)])
    taken = np.diff(reached[ends], prepend=0)
    stops = np.cumsum(-(-taken // CHARACTER_BITS))
    moved = np.repeat(CHARACTER_BITS * stops - np.cumsum(taken), np.diff(ends, prepend=0))
    # Each part begins on a character, so its padding comes last.
    padding = np.repeat(
        CHARACTER_BITS * -(-taken // CHARACTER_BITS) - taken, np.diff(ends, prepend=0)
    )
    places = reached[:-1] + moved - padding
    return _signs(bits, counts, places, int(stops[-1]) if len(stops) else 0), stops


def _signs(bits: Numbers, counts: Numbers, places: Numbers, signs: int) -> bytes:
    words = places // (_WORD * CHARACTER_BITS)
    over = places - words * (_WORD * CHARACTER_BITS) + counts - _WORD * CHARACTER_BITS
    spilt = np.flatnonzero(over > 0)
    cut, shifts = bits[spilt], over[spilt]
    kept = bits << np.maximum(-over, 0)
    kept[spilt] = cut >> shifts
    length = signs // _WORD + 2
    filled = np.bincount(words, weights=kept, minlength=length)
    rest = (cut & ((1 << shifts) - 1)) << (_WORD * CHARACTER_BITS - shifts)
    filled += np.bincount(words[spilt] + 1, weights=rest, minlength=length)
    values: NDArray[np.int64] = filled.astype(np.int64)[:, None] >> _SHIFTS & (
        2**CHARACTER_BITS - 1
    )
    return POINTS[values.reshape(-1)[:signs]].tobytes()
