"""Social cards: the picture that stands for a page where its address is shared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from lessonbank.bank import Clip, Lesson
from lessonbank.site.files import CARDS
from lessonbank.site.labels import years_label
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.pictures.colours import colours

VERSION = 1
"""Renderer version; raise it to redraw all cards."""
_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture file, and the SHA-256 of its content."""

    digest: str
    path: Path


@dataclass(frozen=True, slots=True)
class SocialCard:
    """The content of a card: the trust, the page's title, a line about it, a frame of its film."""

    trust: str
    title: str
    line: str = ""
    frame: Frame | None = None

    @property
    def key(self) -> str:
        """SHA-256 of everything that the picture depends on."""
        said = {**asdict(self), "frame": self.frame.digest if self.frame else None}
        parts = {"version": VERSION, "colours": dict(colours()), **said}
        return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    @property
    def file_name(self) -> str:
        return f"{self.key[:_DIGITS]}.jpg"

    @property
    def url(self) -> str:
        """The address from the site's root."""
        return CARDS + self.file_name


def social_cards(library: Library, pages: Sequence[SitePage]) -> Mapping[str, SocialCard]:
    """Return the card of each page, by path. Pages that only redirect have none."""
    titles = {page.path: page.title for page in pages}
    return {
        page.path: _card(library, page, titles.get(page.parent or "", ""))
        for page in pages
        if page.moved_to is None
    }


def _card(library: Library, page: SitePage, parent: str) -> SocialCard:
    trust = library.bank.trust.name
    clip = _clip(library, page)
    if clip is None:
        return SocialCard(trust, page.title, parent)
    about = _about(library, clip) if page.item is clip else parent
    return SocialCard(trust, page.title, about, _frame(library, clip))


def _frame(library: Library, clip: Clip) -> Frame | None:
    """Return the clip's poster if it is a frame of the film, else None."""
    if library.bank.recording_of(clip).poster != "frame":
        return None
    poster = library.media[clip.id].poster.large
    return Frame(poster.digest, poster.path)


def _clip(library: Library, page: SitePage) -> Clip | None:
    """Return the clip that the page shows, if it can be watched."""
    item = page.item
    clip_id = item.clip if isinstance(item, Lesson) else item.id if isinstance(item, Clip) else ""
    return library.bank.clip(clip_id) if clip_id in library.media else None


def _about(library: Library, clip: Clip) -> str:
    bank = library.bank
    subject, phase = bank.label("subject", clip.subject), bank.label("phase", clip.phase)
    return " · ".join(filter(None, (subject, phase, years_label(bank, clip))))
