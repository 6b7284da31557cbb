"""The page for items that are no longer available, built with every site and kept beside it.

There is one per folder depth, because its links are relative. They are built like other pages and
removed from the site at the end.
"""

from __future__ import annotations

from pathlib import Path

from lessonbank.bank import Trust
from lessonbank.site import SitePage, ended_page

_PATHS = tuple("lessonbank-ended/" * depth + "lessonbank-ended.html" for depth in range(3))


def neutral_pages(trust: Trust) -> tuple[SitePage, ...]:
    return tuple(ended_page(trust, path) for path in _PATHS)


def taken_from(site: Path) -> tuple[str, ...]:
    """Remove the pages from the site and return them."""
    sources = tuple((site / path).read_text(encoding="utf-8") for path in _PATHS)
    for path in reversed(_PATHS):
        file = site / path
        file.unlink()
        if file.parent != site:
            file.parent.rmdir()
    return sources
