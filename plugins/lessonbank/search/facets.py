"""Facets of documents, one column of numbers per facet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lessonbank.search.code import encode
from lessonbank.search.document import FACETS, Choice, Document
from lessonbank.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Column:
    """One facet: its ordered choices, and per document their number and their codes."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    codes: str


def columns(documents: Sequence[Document]) -> tuple[Column, ...]:
    """Return a column for each facet with choices in any document."""
    found = (_column(name, _(label), documents) for name, label in FACETS)
    return tuple(column for column in found if column.choices)


def _column(name: str, label: str, documents: Sequence[Document]) -> Column:
    chosen = [document.choices.get(name, ()) for document in documents]
    distinct = {choice.id: choice for choices in chosen for choice in choices}
    ordered = sorted(distinct.values(), key=lambda one: (one.rank, one.label.casefold(), one.id))
    number = {choice.id: place for place, choice in enumerate(ordered)}
    codes = [code for choices in chosen for code in _codes(choices, number)]
    coded = encode(np.array(codes, dtype=np.int64)).decode("ascii")
    return Column(name, label, tuple(ordered), coded)


def _codes(choices: Sequence[Choice], number: dict[str, int]) -> list[int]:
    distinct = sorted({number[choice.id] for choice in choices})
    return [len(distinct), *distinct]
