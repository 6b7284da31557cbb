"""Short labels and ids for the items of a package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lessonbank.bank import slug
from lessonbank.exchange.case.package import CaseItem

_LONGEST_LABEL = 80
_LONGEST_ID = 60
_LONGEST_PREFIX = 24


def label_of(item: CaseItem) -> str:
    """Return the short statement, or the first words of the full one: labels stay short."""
    words = item.short or item.full
    if len(words) <= _LONGEST_LABEL:
        return words
    return f"{words[:_LONGEST_LABEL].rpartition(' ')[0] or words[:_LONGEST_LABEL]}\u2026"


def new_ids(items: Iterable[CaseItem], taken: Iterable[str], prefix: str = "") -> Mapping[str, str]:
    """Map identifiers to new unique ids, made from the item's code or its label."""
    used = {*taken}
    ids: dict[str, str] = {}
    start = prefix[:_LONGEST_PREFIX].strip("-")
    for item in items:
        name = slug(item.code or label_of(item)) or "item"
        if start and not f"{name}-".startswith(f"{start}-"):
            name = f"{start}-{name}"
        id_, number = _cut(name), 1
        while id_ in used:
            number += 1
            id_ = f"{_cut(name, len(str(number)) + 1)}-{number}"
        used.add(id_)
        ids[item.identifier] = id_
    return ids


def _cut(name: str, spare: int = 0) -> str:
    """Shorten `name` to the longest id less `spare` characters, at a word if possible."""
    longest = _LONGEST_ID - spare
    if len(name) <= longest:
        return name
    return name[: longest + 1].rpartition("-")[0] or name[:longest]
