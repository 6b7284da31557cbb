"""Everything that depends on one permission, for requests for access or erasure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lessonbank.bank import (
    Bank,
    Clip,
    Item,
    Override,
    Permission,
    Recording,
    mentions,
    resources_of,
)
from lessonbank.bank.governing import governing

Links = Mapping[tuple[str, str], frozenset[tuple[str, str]]]
"""The items that each item's prose links to, by kind and id."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The items that the permission governs, the items that name one of these, and their files.

    `media` are paths below `media/`, `resources` are paths below `content/resources/`.
    """

    permission: Permission
    governed: tuple[Item, ...]
    naming: tuple[Item, ...]
    media: tuple[str, ...]
    resources: tuple[str, ...]


def trace(bank: Bank, permission: Permission, links: Links) -> Trace:
    """Collect everything that depends on a permission."""
    governed = tuple(
        item for item in bank if item is not permission and permission in governing(bank, item)
    )
    keys = {(item.kind, item.id) for item in governed if not isinstance(item, Override)}
    others = (item for item in bank if item not in governed and item is not permission)
    return Trace(
        permission,
        governed,
        tuple(item for item in others if _names(item, keys, links)),
        tuple(dict.fromkeys(path for item in governed for path in _media(item))),
        tuple(dict.fromkeys(r.file for item in governed for r in resources_of(item))),
    )


def _names(item: Item, keys: set[tuple[str, str]], links: Links) -> bool:
    named = {(mention.reference.kind, mention.id) for mention in mentions(item)}
    return not keys.isdisjoint(named | links.get((item.kind, item.id), frozenset()))


def _media(item: Item) -> Iterator[str]:
    if isinstance(item, Recording):
        yield from (*item.films.values(), *item.words.values())
    if isinstance(item, Clip):
        yield from item.transcripts.values()
