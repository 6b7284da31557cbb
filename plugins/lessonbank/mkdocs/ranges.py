"""Byte ranges (RFC 9110, section 14), which browsers need to seek in films."""

from __future__ import annotations

import re

_ONE_RANGE = re.compile(r"bytes=\s*([0-9]{0,18})-([0-9]{0,18})\s*", re.IGNORECASE)


def requested(header: str | None, size: int) -> range | None:
    """Return the bytes that a `Range` header asks for, of a file of `size` bytes.

    None means the whole file: no range, several or an invalid one. An empty range means that the
    file has none of these bytes.
    """
    found = _ONE_RANGE.fullmatch(header or "")
    if found is None:
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size) if last else None
    if last and int(last) < int(first):
        return None
    return range(int(first), min(size, int(last) + 1) if last else size)


def applies(if_range: str | None, tag: str) -> bool:
    """Return whether `If-Range` allows a range: the file is unchanged."""
    return if_range is None or if_range.strip() == tag
