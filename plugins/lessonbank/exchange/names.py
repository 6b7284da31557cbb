"""The ids that words in other programs' files mean."""

from __future__ import annotations

import re

from lessonbank.bank import Bank
from lessonbank.content.called import called
from lessonbank.content.directory import Directory
from lessonbank.content.suggest import slug

_SEPARATORS = (r"[;\n]", r",", r"\s+(?:&|and)\s+")
"""What stands between names, the surest first: a name may hold the later ones."""


class UnknownNameError(ValueError):
    """A name by which nothing goes, or more than one thing; `ids` are those."""

    def __init__(self, kind: str, name: str, ids: tuple[str, ...]) -> None:
        super().__init__(name)
        self.kind = kind
        self.name = name
        self.ids = ids


class KnownNames:
    """Everything in a bank by the names that it goes by, without regard to capitals and signs."""

    def __init__(self, bank: Bank) -> None:
        self._ids: dict[str, dict[str, dict[str, None]]] = {}
        for kind, name, id_ in called(bank):
            self._ids.setdefault(kind, {}).setdefault(_key(name), {})[id_] = None
        self._bank = bank
        self.directory = Directory(bank)

    def find(self, kind: str, name: str) -> str | None:
        """The one thing that goes by `name`, or that has it for an id."""
        found = self._candidates(kind, name)
        return found[0] if len(found) == 1 else None

    def one(self, kind: str, name: str) -> str:
        """As `find`. Raises UnknownNameError."""
        found = self._candidates(kind, name)
        if len(found) == 1:
            return found[0]
        raise UnknownNameError(kind, name, found)

    def several(self, kind: str, names: str) -> tuple[str, ...]:
        """Those that a list means, each once. Raises UnknownNameError."""
        return tuple(dict.fromkeys(self._several(kind, names.strip(), _SEPARATORS)))

    def closest(self, kind: str, name: str) -> str | None:
        """The id that was probably meant."""
        return self.directory.closest(kind, name)

    def some(self, kind: str) -> tuple[str, ...]:
        """A few ids, as examples."""
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
    """Names in other scripts have no slug."""
    return slug(name) or name.strip().casefold()
