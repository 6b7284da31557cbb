"""All ids of a bank, found by whatever name somebody wrote."""

from __future__ import annotations

from functools import cached_property

from lessonbank.bank import VOCABULARIES, Bank
from lessonbank.content.called import called
from lessonbank.content.suggest import Names

_SOURCES = {
    **dict.fromkeys(VOCABULARIES, "the vocabulary, or add it to `content/trust.yml`"),
    "tag": "`content/tagsets/`",
    "statement": "a framework, one of the shipped or of `content/frameworks/`",
}
"""Where ids come from that are not the names of files."""
_SHOWN = 3
"""Ids that are named as examples."""


class Directory:
    """Ids by kind, the names they go by, and where they come from."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    @cached_property
    def ids(self) -> dict[str, frozenset[str]]:
        """The ids that a reference to each kind may hold."""
        kinds = (*self._bank.items, *self._bank.vocabularies, "tag", "statement")
        return {kind: self._bank.ids(kind) for kind in kinds}

    def closest(self, kind: str, written: str) -> str | None:
        """The id that was probably meant, by its id, former ids, label, title or everyday word."""
        return self._names[kind].closest(written) if kind in self._names else None

    def where(self, kind: str) -> str:
        """Where ids of a kind come from, with a few of them, as the end of a sentence."""
        some = sorted(self.ids.get(kind, ()))[:_SHOWN]
        such = f", such as {', '.join(f'`{id_}`' for id_ in some)}" if some else ""
        model = self._bank.types.by_kind.get(kind)
        source = f"`content/{model.folder}/`" if model else _SOURCES[kind]
        return f"Write the id of one from {source}{such}."

    @cached_property
    def _names(self) -> dict[str, Names]:
        names: dict[str, dict[str, str]] = {kind: {} for kind in self.ids}
        for kind, name, id_ in called(self._bank):
            names.setdefault(kind, {})[name] = id_
        return {kind: Names(ids) for kind, ids in names.items()}
