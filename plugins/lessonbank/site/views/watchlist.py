"""Watch lists: a reel, questions, and a sheet to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import WatchList
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.player.frame import Frame, frame_of, reel_height
from lessonbank.site.player.reel import Stretch, reel
from lessonbank.site.urls import INDEX, Link
from lessonbank.site.views.common import AgendaLine, agenda_lines
from lessonbank.texts import gettext as _

WATCH_LISTS = "watchlists/index.html"


@dataclass(frozen=True, slots=True)
class WatchListView:
    """Everything `watchlist.html` shows, beside the prose. A part's note is its question.

    `lost` counts the parts that the edition may not show.
    """

    title: str
    summary: str
    audience: str | None
    minutes: int
    agenda: tuple[AgendaLine, ...]
    reel: tuple[Stretch, ...]
    lost: int
    frame: Frame | None = None
    """The frame in which other sites can show the reel."""


@dataclass(frozen=True, slots=True)
class WatchListsView:
    """Watch lists, each with a link, a summary and its number of clips."""

    lists: tuple[tuple[Link, str, int], ...]


def pages(library: Library) -> Iterator[SitePage]:
    lists = library.bank.of(WatchList).values()
    if not lists:
        return
    views = [(each, _view(library, each)) for each in lists]
    yield SitePage(
        path=WATCH_LISTS,
        title=_("Watch lists"),
        description=_("Clips of %(trust)s to watch together.", trust=library.bank.trust.name),
        template="watchlists.html",
        view=WatchListsView(
            tuple((Link(v.title, _path(each)), v.summary, len(v.reel)) for each, v in views)
        ),
        parent=INDEX,
        prose=None,
    )
    for each, view in views:
        yield SitePage(
            path=_path(each),
            title=each.title,
            description=each.summary,
            template="watchlist.html",
            view=view,
            parent=WATCH_LISTS,
            item=each,
            prose=each.body,
        )


def _path(each: WatchList) -> str:
    return f"watchlists/{each.id}.html"


def _view(library: Library, each: WatchList) -> WatchListView:
    parts = reel(library, each.clips)
    return WatchListView(
        title=each.title,
        summary=each.summary,
        audience=each.audience,
        minutes=each.minutes,
        agenda=agenda_lines(each.agenda),
        reel=parts,
        lost=library.struck.get((each.kind, each.id), 0),
        frame=frame_of(library, _path(each), each.title, reel_height(parts)) if parts else None,
    )
