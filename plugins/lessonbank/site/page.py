"""A page of the site, before a generator renders it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lessonbank.bank import Item
from lessonbank.site.library import Library
from lessonbank.site.player.player import Player


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table to download and open in a spreadsheet."""

    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page as a value: `template` renders `view`, and the generator wraps the result.

    `path` is the page's address from the site's root, `parent` the path of the page above it.
    `item` is what the page is about, None for an index. `prose` is Markdown for the generator to
    convert, None for that of the page of the same name among the content; the template is given
    the outcome. `player` is what stands for the page where it is embedded in prose. `moved_to` is
    where the reader of a former address is sent on to, relative to the page. A page that is not
    `listed` is found by its address alone: no search, site map or search engine has it. `tables`
    lie beside the page, by their addresses from the site's root.
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
    tables: Mapping[str, TableFile] = field(default_factory=dict)


PageMaker = Callable[[Library], Iterator[SitePage]]
"""The pages of one type of content: its items and its indexes."""
