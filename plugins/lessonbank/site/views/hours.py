"""The hours of a school year for each role, by school."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lessonbank.bank import ALL_STAFF, Bank, School, Session
from lessonbank.handbook.hours import Hours, hours


@dataclass(frozen=True, slots=True)
class HoursRow:
    """A role, with a cell for each school."""

    role: str
    label: str
    cells: tuple[HoursCell, ...]


@dataclass(frozen=True, slots=True)
class HoursCell:
    """Hours as text, such as `12.5`. `days` are whole days without hours."""

    school: str
    directed: str
    offered: str
    days: int


@dataclass(frozen=True, slots=True)
class HoursTable:
    """Names of schools, and a row for each role."""

    schools: tuple[str, ...]
    rows: tuple[HoursRow, ...]


def hours_table(bank: Bank, sessions: Iterable[Session]) -> HoursTable:
    found = hours(bank, sessions)
    schools = bank.of(School)
    return HoursTable(
        schools=tuple(school.name for school in schools.values()),
        rows=tuple(
            HoursRow(role.id, role.label, tuple(_cell(id_, found[role.id, id_]) for id_ in schools))
            for role in bank.terms["role"].values()
            if role.id != ALL_STAFF
        ),
    )


def _cell(school: str, hours: Hours) -> HoursCell:
    return HoursCell(school, _words(hours.directed), _words(hours.offered), hours.days)


def _words(hours: float) -> str:
    """Return hours to the nearest quarter: `12`, `12.5` or `12.25`."""
    return f"{round(hours * 4) / 4:g}"
