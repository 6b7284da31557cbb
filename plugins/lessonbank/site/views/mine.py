"""My list and My notes, which a browser stores on the reader's device.

The pages are the same for everybody. Scripts fill them with what the browser has kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX, LIST
from lessonbank.site.views.browse import BROWSE
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

NOTES, STORE = "mine/notes.html", "mine/store.html"

_PAGES = (
    (LIST, mark("My list"), mark("The clips you have saved on this device.")),
    (NOTES, mark("My notes"), mark("The notes you have written on this device.")),
    (STORE, mark("Kept on this device"), mark("Keeps your list and your notes on this device.")),
)
_TEMPLATES = {LIST: "my-list.html", NOTES: "my-notes.html", STORE: "store.html"}


@dataclass(frozen=True, slots=True)
class MineView:
    """A page of the reader's own before its script fills it."""

    title: str
    summary: str
    browse_url: str
    list_url: str
    notes_url: str


def pages(library: Library) -> Iterator[SitePage]:
    """Yield the pages, if the site has anything to keep."""
    if not library.is_remembered:
        return
    for path, title, summary in _PAGES:
        yield SitePage(
            path=path,
            title=_(title),
            description=_(summary),
            template=_TEMPLATES[path],
            view=MineView(_(title), _(summary), BROWSE, LIST, NOTES),
            parent=INDEX,
            listed=False,
            alone=path == STORE,
        )
