"""What may be seen of a clip, and where: frames only where its recording lets them stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Clip, Lesson
from lessonbank.media import Picture
from lessonbank.site.library import Library
from lessonbank.site.pictures.titlecards import TitleCard, title_cards

MEDIA = "media/"
"""The folder of the site that holds renditions and stills, named by their content."""


@dataclass(frozen=True, slots=True)
class Still:
    """A picture of `width` by `height` pixels."""

    url: str
    width: int
    height: int


def still(made: Picture) -> Still:
    """A frame, for pages on which the film itself is."""
    return Still(MEDIA + made.published, made.width, made.height)


def poster(library: Library, clip: Clip, lesson: Lesson | None = None) -> Still:
    """What stands for the clip, or a lesson that offers it, before it plays and in lists."""
    cards = title_cards(library, clip, lesson)
    return _card(cards.large) if cards else still(library.media[clip.id].poster.large)


def thumbnail(library: Library, clip: Clip, second: float | None = None) -> Still:
    """What stands for a second of the clip on other pages: its still, or the poster made small."""
    cards, media = title_cards(library, clip), library.media[clip.id]
    if cards:
        return _card(cards.small)
    return still((media.poster if second is None else media.stills[second]).small)


def files_of(library: Library, clip: Clip) -> Iterator[Picture]:
    """Every file that was made of the clip's footage and that a page shows."""
    media = library.media[clip.id]
    if library.bank.recording_of(clip).poster == "frame":
        yield from (media.poster.large, media.poster.small)
    yield from (media.std, media.low, media.storyboard.picture)
    for frame in media.stills.values():
        yield from (frame.large, frame.small)
    if described := library.described.get(clip.id):
        yield from (described.std, described.low)


def _card(made: TitleCard) -> Still:
    return Still(made.url, made.width, made.height)
