"""The page that lists every clip as a card."""

from __future__ import annotations

from dataclasses import dataclass

from lessonbank.site.player import Still


@dataclass(frozen=True, slots=True)
class Card:
    """A clip in a list: enough to choose it by."""

    title: str
    url: str
    summary: str
    duration: str
    subject: str
    phase: str
    years: str
    school: str
    poster: Still


@dataclass(frozen=True, slots=True)
class BrowseView:
    """Cards under headings, a heading per subject."""

    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    count: int
