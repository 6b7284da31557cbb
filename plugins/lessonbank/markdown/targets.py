"""The items that links in Markdown can refer to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lessonbank.bank import Address
from lessonbank.bank.written import KINDS, Key, WrittenKey, written_keys

WITHHELD = "(not available in this edition)"
"""Replaces anything that the edition may not show."""


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

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The schemes of addresses of items."""
        return KINDS | {kind for kind, _ in self.targets}

    def denied_in(self, text: str, *, spaced: bool = False) -> Iterator[WrittenKey]:
        """Yield the addresses of denied items in `text`."""
        for written in written_keys(text, spaced=spaced):
            if written.key in self.denied:
                yield written

    def redacted(self, text: str) -> str:
        """Replace each address of a denied item in `text` by a note."""
        parts, end = [], 0
        for written in self.denied_in(text):
            parts += [text[end : written.start], WITHHELD]
            end = written.end
        return "".join((*parts, text[end:]))
