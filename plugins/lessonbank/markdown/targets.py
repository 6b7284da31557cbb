"""The items that links in Markdown can refer to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lessonbank.bank import ITEM_TYPES, Address, ItemTypes
from lessonbank.bank.written import Key, WrittenKey, written_keys
from lessonbank.texts import gettext as _


def withheld() -> str:
    """Return the words that replace anything the edition may not show."""
    return _("(not available in this edition)")


@dataclass(frozen=True, slots=True)
class Target:
    """An item's page, and how to embed the item, if possible.

    `url` is relative to the site's root. `embed` takes an address, a title and the relative path
    to the site's root, and returns the HTML of a player.
    """

    url: str
    title: str
    embed: Callable[[Address, str, str], str] | None = None


Targets = Mapping[Key, Target]
"""Targets by kind and id."""


@dataclass(frozen=True)
class Directory:
    """The items with pages in an edition, and the keys of denied items."""

    targets: Targets
    denied: Collection[Key] = frozenset()
    types: ItemTypes = ITEM_TYPES
    """What the bank's items can be."""
    absent: Collection[str] = frozenset()
    """Pages that other editions have and this one lacks, by address without extension."""

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Schemes that addresses of items begin with."""
        return frozenset(self.types.by_kind) | {kind for kind, _ in self.targets}

    def denied_in(self, text: str, *, spaced: bool = False) -> Iterator[WrittenKey]:
        """The addresses in `text` of items that the edition must not tell of."""
        for written in written_keys(text, self.types, spaced=spaced):
            if written.key in self.denied:
                yield written

    def redacted(self, text: str) -> str:
        """Replace each address of a denied item in `text` by a note."""
        parts, end = [], 0
        for written in self.denied_in(text):
            parts += [text[end : written.start], withheld()]
            end = written.end
        return "".join((*parts, text[end:]))
