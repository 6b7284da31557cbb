"""Look up the ids of a bank by id, former id, title or everyday word."""

from __future__ import annotations

from functools import cached_property

from lessonbank.bank import VOCABULARIES, Bank, ItemTypes
from lessonbank.content.known_names import known_names
from lessonbank.content.suggest import Names

_SOURCES = {
    **dict.fromkeys(VOCABULARIES, "the vocabulary, or add it to `content/trust.yml`"),
    "tag": "`content/tagsets/`",
    "statement": "a framework (built in, or in `content/frameworks/`)",
}
"""Where the ids that are not file names come from."""
_SHOWN = 3
"""Ids given as examples."""


class Directory:
    """The ids of each kind, their other names, and their source."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    @property
    def types(self) -> ItemTypes:
        return self._bank.types

    @cached_property
    def ids(self) -> dict[str, frozenset[str]]:
        """The valid ids of references, by kind."""
        kinds = (*self._bank.items, *self._bank.vocabularies, "tag", "statement")
        return {kind: self._bank.ids(kind) for kind in kinds}

    def closest(self, kind: str, written: str) -> str | None:
        """Return the nearest id by id, former id, label, title or everyday word, or None."""
        return self._names[kind].closest(written) if kind in self._names else None

    def where(self, kind: str) -> str:
        """Return a fix that tells where ids of `kind` come from, with a few examples."""
        some = sorted(self.ids.get(kind, ()))[:_SHOWN]
        such = f", such as {', '.join(f'`{id_}`' for id_ in some)}" if some else ""
        model = self.types.by_kind.get(kind)
        if model and not some:
            return f"Add a file for it to `content/{model.folder}/`, which has none yet."
        source = f"`content/{model.folder}/`" if model else _SOURCES[kind]
        return f"Write an id from {source}{such}."

    @cached_property
    def _names(self) -> dict[str, Names]:
        names: dict[str, dict[str, str]] = {kind: {} for kind in self.ids}
        for kind, name, id_ in known_names(self._bank):
            names.setdefault(kind, {})[name] = id_
        return {kind: Names(ids) for kind, ids in names.items()}
