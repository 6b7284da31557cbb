"""What a player needs, as the templates see it. Addresses count from the site's root."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One rendition. `height` is in pixels."""

    url: str
    type: str
    height: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Still:
    """A picture of `width` by `height` pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Player:
    """A `<video>`: renditions from best to smallest, and its text tracks as data: addresses.

    A track is inlined because no browser loads one from a file beside a page opened over
    `file://`.
    """

    title: str
    duration: float
    width: int
    height: int
    sources: tuple[Source, ...]
    poster: Still
    captions: str | None
    chapters: str | None
    language: str
