"""A page of the site, before a generator renders it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lessonbank.bank import Item
from lessonbank.site.library import Library
from lessonbank.site.notes import Note
from lessonbank.site.player.player import Player


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table to download and open in a spreadsheet."""

    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page as a value: `template` renders `view`, and the generator wraps the result.

    `path` is the page's address from the site's root; `parent` is the path of the page above it.
    `item` is the page's item; None for an index. `prose` is Markdown for the generator to convert;
    None means the content page with the same name. `player` replaces the page when it is embedded.
    `moved_to` is the target of a redirect, relative to the page. A page that is not `listed` is in
    no search, site map or search engine. One that is `alone` has no theme and no navigation. One
    that `plays_own_films` may play a film from the reader's device. `tables` are files
    beside the page, by address. `notes` are put into its prose. Links in its prose are relative to
    the address `written_at`; by default, to the page's own.
    """

    path: str
    title: str
    description: str
    template: str
    view: object
    parent: str | None = None
    item: Item | None = None
    prose: str | None = ""
    player: Player | None = None
    moved_to: str | None = None
    listed: bool = True
    alone: bool = False
    tables: Mapping[str, TableFile] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    written_at: str = ""
    plays_own_films: bool = False


PageMaker = Callable[[Library], Iterator[SitePage]]
"""Makes the pages of one content type: items and indexes."""
