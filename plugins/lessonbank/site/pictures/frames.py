"""Pictures of clips: frames where the recording allows them, else title cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Clip
from lessonbank.media import Picture, Rendition
from lessonbank.site.library import Library
from lessonbank.site.pictures.titlecards import TitleCard, title_cards

MEDIA = "media/"
"""The folder of the site with renditions and stills, named by content."""


@dataclass(frozen=True, slots=True)
class Still:
    """A picture of `width` by `height` pixels."""

    url: str
    width: int
    height: int


def still(made: Picture) -> Still:
    """Return a frame, for pages that also show the film."""
    return Still(MEDIA + made.published, made.width, made.height)


def poster(library: Library, clip: Clip) -> Still:
    """Return the poster of a clip."""
    cards = title_cards(library, clip)
    return _card(cards.large) if cards else still(library.media[clip.id].poster.large)


def thumbnail(library: Library, clip: Clip, second: float | None = None) -> Still:
    """Return a clip's small picture at a second; its poster without a second or frames."""
    cards, media = title_cards(library, clip), library.media[clip.id]
    if cards:
        return _card(cards.small)
    return still((media.poster if second is None else media.stills[second]).small)


def film_url(library: Library, made: Rendition) -> str:
    """Return the address of a film: from the site's root, or the whole one at `films_at`."""
    return (library.films_at or MEDIA) + made.published


def films_of(library: Library, clip: Clip) -> Iterator[Rendition]:
    """Yield the films of a clip that a page plays."""
    yield from library.media[clip.id].renditions
    if described := library.described.get(clip.id):
        yield from described.renditions


def files_of(library: Library, clip: Clip) -> Iterator[Picture]:
    """Yield every file made from the clip's footage that a page shows."""
    media = library.media[clip.id]
    if library.bank.recording_of(clip).poster == "frame":
        yield from (media.poster.large, media.poster.small)
    yield from (*films_of(library, clip), media.storyboard.picture)
    for frame in media.stills.values():
        yield from (frame.large, frame.small)


def _card(made: TitleCard) -> Still:
    return Still(made.url, made.width, made.height)
