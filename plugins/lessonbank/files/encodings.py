"""Which encoding the bytes of a text file are in."""

from __future__ import annotations

import codecs

_MARKS = (
    # The mark of UTF-32 begins as that of UTF-16 does, so it is looked for first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4_000
"""Bytes; a file tells itself by its first lines."""
_MOSTLY = 0.6
"""The share of characters that need no second byte, in text with any Western words."""


def by_mark(data: bytes) -> tuple[str, bytes] | None:
    """The encoding that a byte order mark names, and the bytes after the mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    return None


def by_zeros(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, known by where the zero bytes of Latin letters stand."""
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
    """The share of zero bytes."""
    return part.count(0) / len(part) if part else 0.0
