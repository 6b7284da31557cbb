"""Title cards: posters of clips whose frames may not be shown outside the film."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from lessonbank.bank import Clip, Lesson, School, format_timecode
from lessonbank.media.recipe import STILL
from lessonbank.site.files import CARDS
from lessonbank.site.library import Library
from lessonbank.site.pictures.colours import colours

VERSION = 1
"""Renderer version; raise it to redraw all title cards."""
_DIGITS = 20


@dataclass(frozen=True, slots=True)
class TitleCard:
    """The text of a title card, and its size in pixels, in the film's aspect ratio.

    `colour` is the school's, as `#` and six digits.
    """

    title: str
    line: str
    colour: str | None
    width: int
    height: int

    @property
    def file_name(self) -> str:
        """A name made from everything that the picture depends on."""
        return _file_name(self)

    @property
    def url(self) -> str:
        """The address from the site's root."""
        return CARDS + self.file_name


@lru_cache(maxsize=16_384)
def _file_name(card: TitleCard) -> str:
    """Return the file name of a card. Cached: a card is on every page that lists its clip."""
    parts = {"version": VERSION, "colours": dict(colours()), **asdict(card)}
    return f"{sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:_DIGITS]}.webp"


class TitleCards(NamedTuple):
    """A card in the two sizes of posters."""

    large: TitleCard
    small: TitleCard


def title_cards(library: Library, clip: Clip, lesson: Lesson | None = None) -> TitleCards | None:
    """Return the cards of a clip, or of a lesson that uses it; None if it shows a frame."""
    bank, recording = library.bank, library.bank.recording_of(clip)
    if recording.poster == "frame":
        return None
    subject, phase = bank.label("subject", clip.subject), bank.label("phase", clip.phase)
    line = " · ".join((subject, phase, format_timecode(clip.duration)))
    colour = bank.of(School)[recording.school].colour
    film = library.media[clip.id].std
    longest = max(film.width, film.height)
    sizes = (
        (round(film.width * size / longest), round(film.height * size / longest))
        for size in STILL.sizes
    )
    return TitleCards(*(TitleCard((lesson or clip).title, line, colour, *size) for size in sizes))


def all_title_cards(library: Library) -> Mapping[tuple[str, str], TitleCards]:
    """Return the cards of clips and lessons, by kind and id."""
    lessons = library.bank.of(Lesson).values()
    offered = [(lesson, library.bank.clip(lesson.clip), lesson) for lesson in lessons]
    shown = [(clip, clip, None) for clip in library.clips]
    found = {
        (item.kind, item.id): title_cards(library, clip, lesson)
        for item, clip, lesson in (*shown, *offered)
        if clip.id in library.media
    }
    return {key: cards for key, cards in found.items() if cards is not None}
