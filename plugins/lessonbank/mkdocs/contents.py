"""Make the table of contents of a page."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from lessonbank.markdown.headings import Heading, headings

_DEEPEST = 3
_SECTIONS = 4
_CHARACTERS = 4000
"""Characters of a long page: about four screens."""


def table_of_contents(html: str) -> TableOfContents:
    """Return the headings of a page as a tree."""
    return _table(headings(html))


def contents_of_long(html: str) -> TableOfContents:
    """Return title and sections of a long page; the title only of a short one."""
    found = [each for each in headings(html) if each.level <= _DEEPEST]
    return _table(found if is_long(html) else found[:1])


def is_long(html: str) -> bool:
    """Return whether a page is long enough for a list of sections."""
    sections = sum(1 < each.level <= _DEEPEST for each in headings(html))
    return sections >= _SECTIONS and len(Markup(html).striptags()) >= _CHARACTERS  # noqa: S704


def sections_of(page: Page) -> list[AnchorLink]:
    """Return the entries below the page's title."""
    entries = list(page.toc)
    return entries[0].children if entries and entries[0].level == 1 else entries


def _table(found: Iterable[Heading]) -> TableOfContents:
    above: list[AnchorLink] = []
    entries: list[AnchorLink] = []
    for heading in found:
        entry = AnchorLink(heading.words, heading.id, heading.level)
        while above and above[-1].level >= heading.level:
            above.pop()
        (above[-1].children if above else entries).append(entry)
        above.append(entry)
    return TableOfContents(entries)
