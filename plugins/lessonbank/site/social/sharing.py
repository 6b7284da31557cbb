"""Choose what a page tells programs that show a preview of its address."""

from __future__ import annotations

from dataclasses import dataclass

from lessonbank.bank import Clip
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.player.player import sources
from lessonbank.site.social.cards import SocialCard


@dataclass(frozen=True, slots=True)
class SharedFilm:
    """A film that other sites may play, at its whole address."""

    url: str
    type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the Open Graph tags of a page say beside its title and its card.

    `kind` is the type of the page, `alt` the words on its card.
    """

    kind: str
    locale: str
    alt: str
    film: SharedFilm | None = None


def sharing(library: Library, page: SitePage | None, card: SocialCard, *, is_open: bool) -> Sharing:
    """Return what a page tells. Only an edition for everybody, `is_open`, names a film."""
    alt = ", ".join(filter(None, (card.title, card.line, card.trust)))
    locale = library.bank.trust.language.replace("-", "_")
    clip = page.item if page and isinstance(page.item, Clip) else None
    if clip is None or clip.id not in library.media:
        return Sharing("website", locale, alt)
    return Sharing("video.other", locale, alt, _film(library, clip) if is_open else None)


def _film(library: Library, clip: Clip) -> SharedFilm | None:
    """Return the film of a clip that viewers may download, if it has a whole address."""
    if not (library.site_url and clip.downloads):
        return None
    media = library.media[clip.id]
    best = sources(library, media)[0]
    url = library.absolute(best.url)
    return SharedFilm(url, best.type, media.std.width, media.std.height)
