"""Bank -> tables of how much there is of what, zeros included.

Rows, columns and tables are about ids of a kind, which are what the Find page filters by: a cell
counts what it finds under those filters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Literal

from lessonbank.bank import (
    Bank,
    Clip,
    Framework,
    Programme,
    School,
    Technique,
    Workshop,
    mentions,
)
from lessonbank.handbook.standing import frameworks_in_use, statements_by_item


@dataclass(frozen=True, slots=True)
class Part:
    """What a row, a column or a whole table is about: `phase` and `primary`."""

    kind: str
    id: str


Heading = Part | None
"""None is for all, whatever it is about."""
CLIPS = Part("kind", Clip.kind)
_OFFERED = (CLIPS, Part("kind", Workshop.kind), Part("kind", Programme.kind))


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by row and column; all of them are of what is `within` those parts too."""

    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    counts: tuple[tuple[int, ...], ...]
    within: tuple[Part, ...] = ()

    def cells(self) -> Iterator[tuple[Heading, Heading, int]]:
        """Row, column and count, row by row."""
        for row, counts in zip(self.rows, self.counts, strict=True):
            for column, count in zip(self.columns, counts, strict=True):
                yield row, column, count

    def filters(self, row: Heading, column: Heading) -> tuple[Part, ...]:
        """All that the count of a cell is about."""
        return (*self.within, *filter(None, (row, column)))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Statements by what works on them, techniques by phase, schools by subject.

    `subjects` is a table of subjects by phase for each technique, by its id. Subjects and phases
    are those that anything names: nobody misses psychology where nobody teaches it.
    """

    frameworks: tuple[tuple[Framework, Table], ...]
    techniques: Table
    subjects: Mapping[str, Table]
    schools: Table


def coverage(bank: Bank, today: date) -> Coverage:
    """How much of everything there is."""
    subjects, phases = _named(bank, "subject"), (*_named(bank, "phase"), None)
    techniques = tuple(Part(Technique.kind, id_) for id_ in bank.of(Technique))
    schools = (*(Part(School.kind, id_) for id_ in bank.of(School)), None)
    shown, filmed = _clips_by_technique(bank), _clips_by_school(bank)
    return Coverage(
        frameworks=tuple(_statements(bank, today)),
        techniques=_table(techniques, phases, shown, CLIPS),
        subjects={
            technique.id: _table(
                (*subjects, None),
                phases,
                {(row, column): shown[technique, row, column] for row, column in
                 product((*subjects, None), phases)},
                CLIPS,
                technique,
            )
            for technique in techniques
        },
        schools=_table(schools, (*subjects, None), filmed, CLIPS),
    )
