"""A page's film in a frame of another site: the text to paste, which needs the site's address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lessonbank.site.library import Library
from lessonbank.site.player.player import Player
from lessonbank.site.player.reel import Stretch
from lessonbank.site.urls import embed_path

WIDTH = 640
_FOOT = 92
"""Pixels for the title and the note below a film."""
_LIST = 260
"""Pixels for the buttons and the list of a reel."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of `WIDTH` by `height` pixels. `url` is shown in it; `page` has more. Both are whole.

    `trust` is named beside the link, for readers whose browser blocks the frame.
    """

    title: str
    url: str
    page: str
    trust: str
    height: int

    @property
    def iframe(self) -> str:
        """The element that shows the page."""
        return _IFRAME.format(self.url, self.title, WIDTH, self.height)

    @property
    def snippet(self) -> str:
        """The frame, and a link to the page for readers who cannot see it."""
        return f"{self.iframe}\n{_LINK.format(self.page, self.title, self.trust)}"


_IFRAME = Markup(
    '<iframe src="{0}" title="{1}" width="{2}" height="{3}"'
    ' style="aspect-ratio: {2} / {3}; width: 100%; max-width: {2}px; height: auto; border: 0"'
    ' allow="fullscreen" loading="lazy" referrerpolicy="no-referrer"></iframe>'
)
_LINK = Markup('<p><a href="{0}" target="_blank" rel="noopener">{1}</a> ({2})</p>')


def frame_of(library: Library, path: str, title: str, height: int) -> Frame | None:
    """Return the frame for the page at `path`; None if the site's own address is not known."""
    url = embed_path(path)
    if not library.site_url or url is None:
        return None
    at = library.site_url
    return Frame(title, at + url, at + path, library.bank.trust.name, height)


def film_height(player: Player) -> int:
    """Return the pixels of a frame that shows a film."""
    return round(WIDTH * player.height / player.width) + _FOOT


def reel_height(reel: Sequence[Stretch]) -> int:
    """Return the pixels of a frame that shows a reel; 0 for an empty one."""
    return WIDTH * 9 // 16 + _LIST + _FOOT if reel else 0
