"""Addresses of news feeds, and links to them for pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from lessonbank.site.dates.schedule import feed_path
from lessonbank.site.library import Library
from lessonbank.site.urls import Link
from lessonbank.site.views.common import Fact
from lessonbank.texts import gettext as _

NEWS = "feeds/"
"""The folder of the site that holds news feeds."""
_ALL = "all"


def clip_feed(kind: str = "", id_: str = "") -> str:
    """Return the address of the feed of all new clips, or of those of a school or subject."""
    return f"{NEWS}clips-{f'{kind}-{id_}' if kind else _ALL}.xml"


def session_feed(calendar: str) -> str:
    """Return the address of the feed with the sessions of the calendar at this address."""
    return f"{NEWS}sessions-{PurePosixPath(calendar).stem}.xml"


def feeds_about(kind: str, id_: str) -> tuple[str, ...]:
    """Return the calendar and the feeds that exist for one item only, if they exist."""
    calendar = feed_path(kind, id_)
    return calendar, session_feed(calendar), clip_feed(kind, id_)


def news_facts(library: Library, *feeds: str) -> Iterator[Fact]:
    """Yield a fact with links to feeds; nothing for a site without a published address."""
    if library.site_url:
        yield Fact(_("News feeds"), tuple(Link(_label(feed), feed) for feed in feeds))


def _label(feed: str) -> str:
    is_clips = feed.startswith(f"{NEWS}clips-")
    return _("New clips (RSS)") if is_clips else _("Coming dates (RSS)")
