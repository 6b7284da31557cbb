"""Cards, facts and downloads that several pages share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from lessonbank.bank import AgendaItem, Clip, Resource, format_timecode
from lessonbank.site.labels import code_of, school_name, years_label
from lessonbank.site.library import Library
from lessonbank.site.pictures.frames import Still, poster
from lessonbank.site.player.player import Source
from lessonbank.site.urls import RESOURCES, Link, clip_path
from lessonbank.texts import gettext as _
from lessonbank.texts import ngettext


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about an item: subject, school, techniques ..."""

    name: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A clip in a list."""

    id: str
    code: str
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
class Download:
    """A file to download. `kind` is its extension in capitals, such as `PDF`.

    Browsers save it under `name`, if that is given.
    """

    title: str
    url: str
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A part of a meeting: from minute `start`, for `minutes`."""

    start: int
    minutes: int
    what: str


def agenda_lines(agenda: tuple[AgendaItem, ...]) -> tuple[AgendaLine, ...]:
    """Return the parts of a meeting, with the minute at which each starts."""
    starts = (0, *accumulate(item.minutes for item in agenda))
    return tuple(
        AgendaLine(start, item.minutes, item.what)
        for start, item in zip(starts, agenda, strict=False)
    )


def duration(minutes: int) -> str:
    """Return `45 minutes`, `1 hour` or `2 hours 30 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = (
        ngettext("%(num)d hour", "%(num)d hours", hours) if hours else "",
        ngettext("%(num)d minute", "%(num)d minutes", rest) if rest else "",
    )
    return " ".join(part for part in parts if part)


def downloads(resources: tuple[Resource, ...]) -> tuple[Download, ...]:
    """Return resources as downloads."""
    return tuple(
        Download(each.title, RESOURCES + each.file, each.file.rpartition(".")[2].upper())
        for each in resources
    )


def films(clip: Clip, sources: tuple[Source, ...]) -> tuple[Download, ...]:
    """Return a clip's renditions as downloads, if the clip allows them."""
    if not clip.downloads:
        return ()
    return tuple(
        Download(
            _(
                "Film, %(height)sp, %(size)s MB",
                height=source.height,
                size=f"{source.bytes / 1_000_000:.1f}",
            ),
            source.url,
            "MP4",
            f"{code_of(clip)}-{source.height}p.mp4",
        )
        for source in sources
    )


def card(library: Library, clip: Clip) -> Card:
    bank = library.bank
    return Card(
        id=clip.id,
        code=code_of(clip),
        title=clip.title,
        url=clip_path(clip.id),
        summary=clip.summary,
        duration=format_timecode(clip.duration),
        subject=bank.label("subject", clip.subject),
        phase=bank.label("phase", clip.phase),
        years=years_label(bank, clip),
        school=school_name(bank, clip),
        poster=poster(library, clip),
    )


Groups = tuple[tuple[str, tuple[Card, ...]], ...]
"""Cards by heading."""


def grouped(library: Library, clips: Iterable[Clip], kind: Literal["phase", "subject"]) -> Groups:
    """Return clips as cards, by phase or subject, in the order of the vocabulary."""
    found: dict[str, list[Card]] = {term: [] for term in library.bank.terms[kind]}
    for clip in clips:
        found[getattr(clip, kind)].append(card(library, clip))
    label = library.bank.label
    return tuple((label(kind, term), tuple(cards)) for term, cards in found.items() if cards)
