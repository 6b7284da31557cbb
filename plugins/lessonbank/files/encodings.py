"""Detect the encoding of a text file."""

from __future__ import annotations

import codecs

_MARKS = (
    # UTF-32 first: its mark starts with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4_000
"""Bytes to inspect; the first lines are enough."""
_MOSTLY = 0.6
"""Least share of zero bytes in one position for it to count as the high byte of Latin letters."""


def by_mark(data: bytes) -> tuple[str, bytes] | None:
    """Return the encoding named by a byte order mark and the bytes after it, or None."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    return None


def by_zeros(data: bytes) -> str | None:
    """Detect UTF-16 or UTF-32 without a mark from the positions of zero bytes; else None."""
    head = data[: _LOOKED_AT - _LOOKED_AT % 4]
    if b"\0" not in head:
        return None
    zeros = [_share(head[place::4]) for place in range(4)]
    letters = [share < 1 - _MOSTLY for share in zeros]
    if len(data) % 4 == 0 and letters == [True, False, False, False]:
        return "utf-32-le"
    if len(data) % 4 == 0 and letters == [False, False, False, True]:
        return "utf-32-be"
    if letters == [True, False, True, False] and min(zeros[1], zeros[3]) >= _MOSTLY:
        return "utf-16-le"
    if letters == [False, True, False, True] and min(zeros[0], zeros[2]) >= _MOSTLY:
        return "utf-16-be"
    return None


def _share(part: bytes) -> float:
    """Return the share of zero bytes, 0 to 1."""
    return part.count(0) / len(part) if part else 0.0
