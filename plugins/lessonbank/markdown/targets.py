"""What an address in Markdown can lead to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lessonbank.bank import ITEM_TYPES, Address, ItemTypes
from lessonbank.bank.written import Key, WrittenKey, written_keys

WITHHELD = "(not available in this edition)"
"""What stands for what the edition may not show."""


@dataclass(frozen=True, slots=True)
class Target:
    """An item's page, and how it is embedded where it can be.

    `url` counts from the site's root. `embed` gives the HTML of a player for the address, its
    title and the way from the page to the site's root.
    """

    url: str
    title: str
    embed: Callable[[Address, str, str], str] | None = None


Targets = Mapping[Key, Target]
"""Targets by kind and id."""


@dataclass(frozen=True)
class Directory:
    """The items that an edition has pages for, and the keys of those it must not tell of."""

    targets: Targets
    denied: Collection[Key] = frozenset()
    types: ItemTypes = ITEM_TYPES
    """What the bank's items can be."""

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Schemes that addresses of items begin with."""
        return frozenset(self.types.by_kind) | {kind for kind, _ in self.targets}

    def denied_in(self, text: str, *, spaced: bool = False) -> Iterator[WrittenKey]:
        """The addresses in `text` of items that the edition must not tell of."""
        for written in written_keys(text, self.types, spaced=spaced):
            if written.key in self.denied:
                yield written

    def told(self, text: str) -> str:
        """`text` with a note in place of each such address."""
        parts, end = [], 0
        for written in self.denied_in(text):
            parts += [text[end : written.start], WITHHELD]
            end = written.end
        return "".join((*parts, text[end:]))
