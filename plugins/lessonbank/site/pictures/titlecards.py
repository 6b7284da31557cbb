"""Title cards: posters of clips whose frames may not be shown outside the film."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from lessonbank.bank import Bank, Clip, Lesson, School
from lessonbank.media.recipe import STILL
from lessonbank.site.files import CARDS
from lessonbank.site.library import Library
from lessonbank.site.pictures.colours import colours
from lessonbank.site.pictures.motifs import motif_of
from lessonbank.site.pictures.palette import colour_at, colour_of

VERSION = 2
"""Renderer version; raise it to redraw all title cards."""
_DIGITS = 20
_MOST_COLOURS = 5
_TURNS = 16


@dataclass(frozen=True, slots=True)
class TitleCard:
    """The subject, colours and school of a title card.

    The size is in pixels, in the film's aspect ratio.

    `motif` and `ground` are the subject's, `colour` is the school's, `tags` are those of the clip's
    tags: colours as `#` and six digits. `turn` makes clips of one subject look different.
    """

    motif: str
    ground: str
    colour: str | None
    tags: tuple[str, ...]
    turn: int
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


def title_cards(library: Library, clip: Clip) -> TitleCards | None:
    """Return the cards of a clip, without any words; None if it shows a frame."""
    bank, recording = library.bank, library.bank.recording_of(clip)
    if recording.poster == "frame":
        return None
    look = (
        motif_of(clip.subject),
        colour_at(list(bank.terms["subject"]).index(clip.subject)),
        bank.of(School)[recording.school].colour,
        tuple(dict.fromkeys(_tag_colours(bank, clip)))[:_MOST_COLOURS],
        sha256(clip.id.encode()).digest()[0] % _TURNS,
    )
    film = library.media[clip.id].std
    longest = max(film.width, film.height)
    sizes = (
        (round(film.width * size / longest), round(film.height * size / longest))
        for size in STILL.sizes
    )
    return TitleCards(*(TitleCard(*look, *size) for size in sizes))


def _tag_colours(bank: Bank, clip: Clip) -> Iterator[str]:
    return (colour_of(bank, bank.tags[moment.tag]) for moment in clip.moments)


def all_title_cards(library: Library) -> Mapping[tuple[str, str], TitleCards]:
    """Return the cards of clips and lessons, by kind and id."""
    lessons = library.bank.of(Lesson).values()
    offered = [(lesson, library.bank.clip(lesson.clip)) for lesson in lessons]
    shown = [(clip, clip) for clip in library.clips]
    found = {
        (item.kind, item.id): title_cards(library, clip)
        for item, clip in (*shown, *offered)
        if clip.id in library.media
    }
    return {key: cards for key, cards in found.items() if cards is not None}
