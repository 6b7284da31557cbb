"""The permissions that an item depends on, found by following its needed references."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank.bank import Bank
from lessonbank.bank.item import Item, mentions
from lessonbank.bank.permission import Permission


def governing(bank: Bank, item: Item) -> tuple[Permission, ...]:
    """Return every permission that the item needs to be shown, each once."""
    return tuple(dict.fromkeys(_governing(bank, item)))


def _governing(bank: Bank, item: Item) -> Iterator[Permission]:
    if isinstance(item, Permission):
        yield item
        return
    for mention in mentions(item):
        needed = bank.items.get(mention.reference.kind, {}).get(mention.id)
        if mention.reference.needed and needed is not None:
            yield from _governing(bank, needed)
