"""The A to Z of all pages, which works without script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from unicodedata import normalize

from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX, index_above
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

ALPHABET = "a-z.html"
_DIGITS = mark("0 to 9")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page by its title. `kind` is the title of its index, if it has one."""

    title: str
    url: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class AlphabetView:
    """Entries by first letter."""

    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    count: int


def page(pages: Iterable[SitePage]) -> SitePage:
    """Return the page with links to all `pages`."""
    by_path = {page.path: page for page in pages}
    entries = sorted(_entries(by_path), key=lambda entry: (_folded(entry.title), entry.url))
    groups = tuple((letter, tuple(of)) for letter, of in groupby(entries, key=_letter))
    return SitePage(
        path=ALPHABET,
        title=_("A to Z"),
        description=_("Every page of the bank, by title."),
        template="alphabet.html",
        view=AlphabetView(groups, len(entries)),
        parent=INDEX,
    )


def _entries(pages: Mapping[str, SitePage]) -> Iterator[Entry]:
    for page in pages.values():
        above = pages.get(page.parent or "")
        # A part of an index has the index's title in front, such as `Chapters: A`; it is left out.
        if page.listed and above and not page.title.startswith(f"{above.title}: "):
            index = pages.get(index_above(page.path)) if page.item else None
            yield Entry(page.title, page.path, index.title if index else None)


def _letter(entry: Entry) -> str:
    first = _folded(entry.title)[:1]
    return _(_DIGITS) if first.isdigit() else first.upper() or _(_DIGITS)


def _folded(title: str) -> str:
    """Return a title as dictionaries sort it: small letters, no accents, no leading signs."""
    apart = normalize("NFKD", title)
    kept = "".join(sign for sign in apart if sign.isalnum() or sign.isspace())
    return " ".join(kept.casefold().split())
