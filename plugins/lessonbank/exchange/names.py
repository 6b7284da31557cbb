"""Look up the ids of names in imported files."""

from __future__ import annotations

import re

from lessonbank.bank import Bank, slug
from lessonbank.content.directory import Directory
from lessonbank.content.known_names import known_names

_SEPARATORS = (r"[;\n]", r",", r"\s+(?:&|and)\s+")
"""Separators of lists of names, safest first: a name may contain a later one."""


class UnknownNameError(ValueError):
    """A name that matches no item, or several; `ids` are their ids."""

    def __init__(self, kind: str, name: str, ids: tuple[str, ...]) -> None:
        super().__init__(name)
        self.kind = kind
        self.name = name
        self.ids = ids


class KnownNames:
    """Index of the bank's items by name, ignoring case and punctuation."""

    def __init__(self, bank: Bank) -> None:
        self._ids: dict[str, dict[str, dict[str, None]]] = {}
        for kind, name, id_ in known_names(bank):
            self._ids.setdefault(kind, {}).setdefault(_key(name), {})[id_] = None
        self._bank = bank
        self.directory = Directory(bank)

    def find(self, kind: str, name: str) -> str | None:
        """Return the id of the only item with this name or id, else None."""
        found = self._candidates(kind, name)
        return found[0] if len(found) == 1 else None

    def one(self, kind: str, name: str) -> str:
        """Return the id of the only item with this name or id. Raises UnknownNameError."""
        found = self._candidates(kind, name)
        if len(found) == 1:
            return found[0]
        raise UnknownNameError(kind, name, found)

    def several(self, kind: str, names: str) -> tuple[str, ...]:
        """Return the ids of a list of names, without duplicates. Raises UnknownNameError."""
        return tuple(dict.fromkeys(self._several(kind, names.strip(), _SEPARATORS)))

    def closest(self, kind: str, name: str) -> str | None:
        """Return the id most like `name`, if one is close enough."""
        return self.directory.closest(kind, name)

    def some(self, kind: str) -> tuple[str, ...]:
        """Return up to three ids, as examples."""
        return tuple(sorted(self._bank.ids(kind))[:3])

    def _candidates(self, kind: str, name: str) -> tuple[str, ...]:
        if name in self._bank.ids(kind):
            return (name,)
        return tuple(self._ids.get(kind, {}).get(_key(name), ()))

    def _several(self, kind: str, names: str, separators: tuple[str, ...]) -> tuple[str, ...]:
        if not names:
            return ()
        if not separators or self._candidates(kind, names):
            return (self.one(kind, names),)
        parts = re.split(separators[0], names)
        return tuple(
            id_ for part in parts for id_ in self._several(kind, part.strip(), separators[1:])
        )


def _key(name: str) -> str:
    """Return the slug, or the folded name: names in some scripts have no slug."""
    return slug(name) or name.strip().casefold()
