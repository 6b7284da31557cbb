"""The page on which a teacher watches a clip."""

from __future__ import annotations

from dataclasses import dataclass

from lessonbank.captions import Transcript
from lessonbank.site.player import Player, Still


@dataclass(frozen=True, slots=True)
class Link:
    """A label, and the address it leads to from the site's root, if any."""

    label: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the facts beside a clip: subject, school, techniques ..."""

    name: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A stretch of the clip, in seconds of the clip's own clock."""

    title: str
    start: float
    end: float
    clock: str
    still: Still


@dataclass(frozen=True, slots=True)
class MomentView:
    """A tagged instant or span, in seconds of the clip's own clock."""

    tag: str
    label: str
    definition: str
    start: float
    end: float
    clock: str
    note: str | None
    colour: str
    pattern: str
    still: Still


@dataclass(frozen=True, slots=True)
class LicenceView:
    """What may be done with the film and with the words about it."""

    holder: str
    video: Link
    text: Link


@dataclass(frozen=True, slots=True)
class ClipView:
    """Everything `clip.html` shows. `commentary` is safe HTML."""

    id: str
    title: str
    summary: str
    duration: str
    player: Player
    chapters: tuple[ChapterView, ...]
    moments: tuple[MomentView, ...]
    transcript: Transcript | None
    facts: tuple[Fact, ...]
    context: str | None
    watch_before: tuple[str, ...]
    watch_during: tuple[str, ...]
    watch_after: tuple[str, ...]
    commentary: str
    credits: tuple[Fact, ...]
    licence: LicenceView
