"""Tables that count clips, workshops and programmes by topic, zeros included.

Rows, columns and tables stand for filters of the Find page. A cell counts the results of its
filters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

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
    """The topic of a row, column or table, such as `phase` and `primary`."""

    kind: str
    id: str


Heading = Part | None
"""None stands for all topics."""
CLIPS = Part("kind", Clip.kind)
_OFFERED = (CLIPS, Part("kind", Workshop.kind), Part("kind", Programme.kind))


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by row and column, limited to the topics in `within`."""

    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    counts: tuple[tuple[int, ...], ...]
    within: tuple[Part, ...] = ()

    def cells(self) -> Iterator[tuple[Heading, Heading, int]]:
        """Yield row, column and count, row by row."""
        for row, counts in zip(self.rows, self.counts, strict=True):
            for column, count in zip(self.columns, counts, strict=True):
                yield row, column, count

    def filters(self, row: Heading, column: Heading) -> tuple[Part, ...]:
        """Return the topics that a cell counts."""
        return (*self.within, *filter(None, (row, column)))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Statements by kind of item, techniques by phase, schools by subject.

    `subjects` has a table of subjects by phase for each technique id. Tables leave out subjects
    and phases that no item names, since nobody teaches them.
    """

    frameworks: tuple[tuple[Framework, Table], ...]
    techniques: Table
    subjects: Mapping[str, Table]
    schools: Table


def coverage(bank: Bank, today: date) -> Coverage:
    """Count the bank's items in all tables."""
    tally = _tally(bank)
    subjects, phases = _named(bank, "subject", "phase")
    techniques = tuple(Part(Technique.kind, id_) for id_ in bank.of(Technique))
    schools = tuple(Part(School.kind, id_) for id_ in bank.of(School))
    return Coverage(
        frameworks=tuple(
            (framework, _table(_statements(framework), _OFFERED, tally))
            for framework in frameworks_in_use(bank, today)
        ),
        techniques=_table(techniques, (*phases, None), tally, CLIPS),
        subjects={
            each.id: _table((*subjects, None), (*phases, None), tally, CLIPS, each)
            for each in techniques
        },
        schools=_table((*schools, None), (*subjects, None), tally, CLIPS),
    )


def _table(
    rows: tuple[Heading, ...],
    columns: tuple[Heading, ...],
    tally: Counter[frozenset[Part]],
    *within: Part,
) -> Table:
    empty = Table(rows, columns, (), within)
    counts = (tuple(tally[frozenset(empty.filters(r, c))] for c in columns) for r in rows)
    return Table(rows, columns, tuple(counts), within)


def _statements(framework: Framework) -> tuple[Part, ...]:
    return tuple(Part("statement", statement.id) for statement in framework.statements)


def _named(bank: Bank, *kinds: str) -> Iterator[tuple[Part, ...]]:
    """Yield for each vocabulary its terms that any item names, in order."""
    named = {(each.reference.kind, each.id) for item in bank for each in mentions(item)}
    for kind in kinds:
        yield tuple(Part(kind, term) for term in bank.terms[kind] if (kind, term) in named)


def _tally(bank: Bank) -> Counter[frozenset[Part]]:
    """Count the pages of each set of parts that a table needs."""
    tally = Counter(parts for clip in bank.of(Clip).values() for parts in _of_clip(bank, clip))
    for (kind, _), statements in statements_by_item(bank).items():
        for statement in statements:
            tally[frozenset({Part("kind", kind), Part("statement", statement)})] += 1
    return tally


def _of_clip(bank: Bank, clip: Clip) -> set[frozenset[Part]]:
    """Return every set of parts that the clip counts for, without statements."""
    subject = (Part("subject", clip.subject), None)
    phase = (Part("phase", clip.phase), None)
    school = (Part(School.kind, bank.recording_of(clip).school), None)
    techniques = tuple(Part(Technique.kind, id_) for id_ in clip.techniques)
    counted = (*product(techniques, subject, phase), *product(school, subject))
    return {frozenset({CLIPS, *filter(None, parts)}) for parts in counted}
