"""Neutral pages at the addresses of items that may no longer be shown."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from lessonbank.bank import Trust
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX
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
        for path in (f"{item.folder}/{id_}.html" for id_ in item.ids):
            if path not in taken:
                yield ended_page(library.bank.trust, path)


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
