"""The Find page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.search import Document
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX
from lessonbank.site.views.alphabet import ALPHABET
from lessonbank.site.views.browse import BROWSE
from lessonbank.texts import gettext as _

FIND = "find.html"


@dataclass(frozen=True, slots=True)
class FindView:
    """`documents` are what Find searches; `index` is the folder of their index.

    Both are empty until the generator has converted all prose: see `searching`.
    """

    language: str
    clips: int
    browse_url: str
    alphabet_url: str
    documents: tuple[Document, ...] = ()
    index: str = ""


def pages(library: Library) -> Iterator[SitePage]:
    yield SitePage(
        path=FIND,
        title=_("Find"),
        description=_("Find the moment when something was said."),
        template="find.html",
        view=FindView(library.bank.trust.language, len(library.clips), BROWSE, ALPHABET),
        parent=INDEX,
    )
