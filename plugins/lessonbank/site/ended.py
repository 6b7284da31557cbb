"""Neutral pages at the addresses of items that may no longer be shown."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from lessonbank.bank import Trust
from lessonbank.editions import Ended
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX, embed_path
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

TITLE = mark("No longer available")


@dataclass(frozen=True, slots=True)
class EndedView:
    """The trust's name, and the address for questions."""

    publisher: str
    contact: str


def ended(library: Library, taken: Container[str]) -> Iterator[SitePage]:
    """Yield a neutral page at each former address that no other page has taken."""
    for item in library.ended:
        for path in former_paths(item):
            if path not in taken:
                yield ended_page(library.bank.trust, path)


def former_paths(item: Ended) -> Iterator[str]:
    """Yield the addresses of an item's pages: with each of its ids, and for frames."""
    for id_ in item.ids:
        path = f"{item.folder}/{id_}.html"
        yield path
        if framed := embed_path(path):
            yield framed


def ended_page(trust: Trust, path: str) -> SitePage:
    """Return the neutral page at one address. It says the same at every address."""
    return SitePage(
        path=path,
        title=_(TITLE),
        description=_("This page can no longer be shown."),
        template="ended.html",
        view=EndedView(trust.name, trust.contacts.dpo),
        parent=INDEX,
        listed=False,
    )
