"""The page that lists every clip as a card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from lessonbank.site.feed_paths import clip_feed
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX
from lessonbank.site.views import unmade
from lessonbank.site.views.common import Card, card
from lessonbank.site.views.unmade import UnmadeView
from lessonbank.texts import gettext as _

BROWSE = "clips/index.html"


@dataclass(frozen=True, slots=True)
class BrowseView:
    """Cards by subject. `waiting` are clips of a preview without media.

    `news` is the feed of new clips, if the site has one.
    """

    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    count: int
    waiting: tuple[UnmadeView, ...] = ()
    news: str | None = None


def pages(library: Library) -> Iterator[SitePage]:
    """Yield the list of clips, if the site has clips."""
    if not library.has_clips:
        return
    cards = [card(library, clip) for clip in library.clips]
    groups = tuple((subject, tuple(of)) for subject, of in groupby(cards, lambda c: c.subject))
    yield SitePage(
        path=BROWSE,
        title=_("Clips"),
        description=_("Every clip of %(trust)s, by subject.", trust=library.bank.trust.name),
        template="browse.html",
        view=BrowseView(groups, len(cards), unmade.cards(library), _news(library)),
        parent=INDEX,
        prose=None,
    )
    yield from unmade.pages(library, BROWSE)


def _news(library: Library) -> str | None:
    return clip_feed() if library.site_url and library.clips else None
