"""The small pages for frames: a film or a reel, its title, the edition's mark and the imprint.

They have no theme, keep nothing in the browser, and work where a frame may do next to nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lessonbank.bank import Item
from lessonbank.site.imprint import Imprint, concern_about
from lessonbank.site.library import Library
from lessonbank.site.look import LOOK
from lessonbank.site.page import SitePage
from lessonbank.site.pictures.brand import FAVICON
from lessonbank.site.pictures.frames import Still
from lessonbank.site.player.frame import WIDTH, Frame
from lessonbank.site.player.player import Player
from lessonbank.site.player.reel import Stretch
from lessonbank.site.policy import content_policy
from lessonbank.site.render import Renderer
from lessonbank.site.urls import Link, embed_path, oembed_path
from lessonbank.site.views.clip import ClipView, LicenceView
from lessonbank.site.views.tag import TagView
from lessonbank.site.views.watchlist import WatchListView

_DAY = 86_400
"""Seconds that others may keep an oEmbed file: withdrawn films go from there sooner."""


@dataclass(frozen=True, slots=True)
class Embed:
    """The small page for `page`. It has either a player or a reel."""

    page: SitePage
    player: Player | None
    reel: tuple[Stretch, ...]
    frame: Frame | None
    licence: LicenceView | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The addresses of the small page: that of today, then those with former ids."""
        own = self.page.path
        folder = own.rpartition("/")[0]
        item = self.page.item
        former = (f"{folder}/{alias}.html" for alias in (item.aliases if item else ()))
        return tuple(filter(None, map(embed_path, (own, *former))))

    @property
    def oembed(self) -> str | None:
        """The address of the oEmbed file; None if the site's own address is not known."""
        return oembed_path(self.page.path) if self.frame else None

    @property
    def files(self) -> tuple[str, ...]:
        return (*self.paths, *([self.oembed] if self.oembed else []))


def embeds(pages: Iterable[SitePage]) -> Iterator[Embed]:
    """Yield the small page of each clip, watch list and tag that has something to play."""
    for page in pages:
        match page.view:
            case ClipView(player=player, licence=licence, frame=frame):
                yield Embed(page, player, (), frame, licence)
            case WatchListView(reel=reel, frame=frame) | TagView(reel=reel, frame=frame) if reel:
                yield Embed(page, None, reel, frame)


def files_by_item(made: Iterable[Embed]) -> Iterator[tuple[Item, tuple[str, ...]]]:
    """Yield items with the files that exist for them only."""
    for each in made:
        if each.page.item is not None:
            yield each.page.item, each.files


@dataclass(frozen=True, slots=True)
class _FramedView:
    """Everything `framed.html` shows. `url` is the page's, and `whole` with the site's address."""

    title: str
    trust: str
    language: str
    player: Player | None
    reel: tuple[Stretch, ...]
    licence: LicenceView | None
    url: str
    whole: str | None
    policy: str
    mark: str
    imprint: str
    look: str | None
    icon: str = FAVICON


class Framing:
    """Makes the files of small pages. `has_look` says that the trust has its own colours."""

    def __init__(
        self, library: Library, imprint: Imprint, renderer: Renderer, *, has_look: bool
    ) -> None:
        self._library, self._imprint, self._renderer = library, imprint, renderer
        self._look = LOOK if has_look else None
        self._policy = content_policy("", films_at=library.films_at)
        self._mark = renderer.mark(imprint)

    def files(self, made: Iterable[Embed]) -> Mapping[str, bytes]:
        """Return the pages and oEmbed files, by address."""
        return {url: data for each in made for url, data in self._files(each)}

    def _files(self, embed: Embed) -> Iterator[tuple[str, bytes]]:
        view = self._view(embed)
        for path in embed.paths:
            yield path, self._renderer.alone("framed.html", view, path).encode()
        if embed.oembed and embed.frame:
            data = _oembed(embed, embed.frame, self._library)
            yield embed.oembed, f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()

    def _view(self, embed: Embed) -> _FramedView:
        trust, page = self._library.bank.trust, embed.page
        whole = embed.frame.page if embed.frame else None
        concern: Link = concern_about(self._imprint, page, whole or page.path)
        return _FramedView(
            title=page.title,
            trust=trust.name,
            language=trust.language,
            player=embed.player,
            reel=embed.reel,
            licence=embed.licence,
            url=page.path,
            whole=whole,
            policy=self._policy,
            mark=self._mark,
            imprint=self._renderer.imprint(self._imprint, concern),
            look=self._look,
        )


def _oembed(embed: Embed, frame: Frame, library: Library) -> Mapping[str, object]:
    """Return the oEmbed 1.0 answer of type video. Reels have no picture: they show many clips."""
    return {
        "type": "video",
        "version": "1.0",
        "title": frame.title,
        "provider_name": frame.trust,
        "provider_url": library.site_url,
        "cache_age": _DAY,
        "html": frame.iframe,
        "width": WIDTH,
        "height": frame.height,
        **(_thumbnail(embed.player.poster, library.site_url) if embed.player else {}),
    }


def _thumbnail(still: Still, site_url: str) -> Mapping[str, object]:
    return {
        "thumbnail_url": site_url + still.url,
        "thumbnail_width": still.width,
        "thumbnail_height": still.height,
    }
