"""The page for what is no longer available, made with every site and kept beside it.

One is made for each depth of folders, since its links count from where it stands. They are built as
all other pages, and taken out of the site before it is finished.
"""

from __future__ import annotations

from pathlib import Path

from lessonbank.bank import Trust
from lessonbank.site import SitePage, ended_page

_PATHS = tuple("lessonbank-ended/" * depth + "lessonbank-ended.html" for depth in range(3))


def neutral_pages(trust: Trust) -> tuple[SitePage, ...]:
    return tuple(ended_page(trust, path) for path in _PATHS)


def taken_from(site: Path) -> tuple[str, ...]:
    """The pages as they were built, which are in the site no more."""
    sources = tuple((site / path).read_text(encoding="utf-8") for path in _PATHS)
    for path in reversed(_PATHS):
        file = site / path
        file.unlink()
        if file.parent != site:
            file.parent.rmdir()
    return sources
