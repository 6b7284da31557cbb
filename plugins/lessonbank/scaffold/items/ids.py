"""Propose ids that nothing in the bank has yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain, count

from lessonbank.bank import Item, slug
from lessonbank.bank.item import LONGEST_ID
from lessonbank.content import Reading
from lessonbank.content.ids import bad_ids
from lessonbank.content.layout import CONTENT, ItemFile

_ROOM = 6
"""Characters kept for a number."""


def taken_ids(reading: Reading, model: type[Item]) -> frozenset[str]:
    """Return the ids of a type in small letters, with former ones and those of broken files."""
    folder = f"{CONTENT}/{model.folder}/"
    stems = (p.rpartition("/")[2].rpartition(".")[0] for p in reading.files if p.startswith(folder))
    items = reading.bank.items.get(model.kind, {}).values()
    former = (id_ for item in items for id_ in (item.id, *item.aliases))
    return frozenset(id_.casefold() for id_ in (*stems, *former))


def proposed_id(model: type[Item], words: str, taken: Collection[str]) -> str:
    """Return an unused id made from `words`, or from the kind where they have no Latin letters."""
    plain = _shortened(slug(words), LONGEST_ID)
    first = plain if plain and id_fault(model, plain) is None else model.kind
    return next(id_ for id_ in _numbered(first) if id_ not in taken)


def part_ids(labels: Iterable[str], kind: str, taken: Collection[str]) -> list[str]:
    """Return an unused id for each label of the parts of an item, such as tags."""
    known = set(taken)
    found: list[str] = []
    for label in labels:
        first = _shortened(slug(label), LONGEST_ID) or kind
        found.append(next(id_ for id_ in _numbered(first) if id_ not in known))
        known.add(found[-1])
    return found


def id_fault(model: type[Item], id_: str) -> str | None:
    """Return why an id cannot be one, or None."""
    file = ItemFile(f"{CONTENT}/{model.folder}/{id_}.{model.format}", model)
    if "/" in id_ or file.id != id_:
        return "an id has small letters, digits and single hyphens"
    found = bad_ids([file])
    return found[file.path].message if found else None


def _numbered(first: str) -> Iterable[str]:
    short = _shortened(first, LONGEST_ID - _ROOM)
    return chain([first], (f"{short}-{number}" for number in count(2)))


def _shortened(id_: str, length: int) -> str:
    """Return an id of at most this length, cut between words where that is possible."""
    if len(id_) <= length:
        return id_
    words = id_[: length + 1].rpartition("-")[0]
    return (words or id_[:length]).strip("-")
