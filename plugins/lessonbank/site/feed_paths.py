"""Addresses of news feeds."""

from __future__ import annotations

from pathlib import PurePosixPath

from lessonbank.site.dates.schedule import feed_path

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
