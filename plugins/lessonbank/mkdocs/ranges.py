"""Part of a file on request (RFC 9110, section 14): without it no browser can seek in a film."""

from __future__ import annotations

import re

_ONE_RANGE = re.compile(r"bytes=\s*([0-9]{0,18})-([0-9]{0,18})\s*", re.IGNORECASE)


def requested(header: str | None, size: int) -> range | None:
    """The bytes that a `Range` header asks of a file of `size` bytes.

    None means the whole file: nothing is asked, or several ranges, or what is no range at all. An
    empty range means that the file has none of what is asked.
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
    """Whether `If-Range` lets a range be answered: the file is the one the browser began with."""
    return if_range is None or if_range.strip() == tag
