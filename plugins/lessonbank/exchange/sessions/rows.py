"""Convert rows of a sheet to sessions, each with the cells it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from pydantic import ValidationError

from lessonbank.bank import Session
from lessonbank.content import mistakes
from lessonbank.content.document import Document
from lessonbank.content.edit import new_file
from lessonbank.content.mistakes import Refusal
from lessonbank.content.shapes import fields
from lessonbank.content.suggest import closest_of
from lessonbank.dates import UnclearError, check_weekday, days_of, is_open
from lessonbank.diagnostics import Code, Diagnostic, Severity
from lessonbank.exchange import findings
from lessonbank.exchange.sessions.columns import CODE, HEADINGS, LOOSE, label
from lessonbank.exchange.sessions.fields import FieldReader
from lessonbank.sheets import Cell, Row, Table

_NEEDED, _WORDS = "on", "time_words"
NO_ID = "row"
"""Placeholder until the session gets its id."""


@dataclass(frozen=True)
class Entry:
    """A valid row. Only the fields of `session` in `stated` come from the sheet."""

    session: Session
    stated: frozenset[str]
    code: str
    """As written; empty if the row has none."""
    row: Row
    cells: Mapping[str, Cell]

    def cell(self, field: str) -> Cell:
        """Return the cell of a field, or the first cell of the row."""
        return self.cells.get(field, self.row.filled[0])


@dataclass(frozen=True)
class Rows:
    """The rows of one table; `headings` are rows with only a heading for the next rows."""

    entries: tuple[Entry, ...]
    headings: tuple[Row, ...]
    findings: tuple[Diagnostic, ...]


def read_rows(table: Table, reader: FieldReader, codes: frozenset[str]) -> Rows:
    """Read all rows of a table. `codes` are the ids of the bank's sessions."""
    found: list[Diagnostic] = list(_columns(table, reader.path))
    entries: list[Entry] = []
    heading_rows: list[Row] = []
    for row in table.rows:
        if _is_heading(row, codes, reader):
            heading_rows.append(row)
            continue
        if is_open(row.cells[_NEEDED].value):
            found.append(_undated(row, reader.path))
            continue
        entry, wrong = _entry(row, reader)
        found += wrong
        if entry:
            entries.append(entry)
    return Rows(tuple(entries), tuple(heading_rows), tuple(found))


def _columns(table: Table, path: str) -> Iterator[Diagnostic]:
    """Report unknown and repeated columns."""
    for cell in table.unknown:
        near = closest_of(cell.text, HEADINGS)
        called = heading(HEADINGS[near]) if near else None
        message = f"the column {cell.text} is not known, so it is not imported"
        fix = (
            f"Call it {called} if it is that; else leave it."
            if called
            else "Leave it, or rename it."
        )
        yield findings.of_cell(path, cell, Code.UNKNOWN_COLUMN, message, fix, suggestion=called)
    for again in table.repeated:
        message = f"there are two columns for {heading(again.key)}"
        fix = "Delete one of them, or give it another name."
        yield findings.of_cell(path, again.cell, Code.DUPLICATE_KEY, message, fix)


def heading(key: str) -> str:
    return key.capitalize() if key in LOOSE else label(key)


def _undated(row: Row, path: str) -> Diagnostic:
    """Report a row without a decided date: a session without a date cannot be shown."""
    cell = row.cells[_NEEDED]
    message = f"the date is not decided yet ({cell.text}), so the row is not imported"
    fix = "Import the sheet again when the day is known."
    return findings.of_cell(path, cell, Code.NOT_DATED_YET, message, fix)


def _is_heading(row: Row, codes: frozenset[str], reader: FieldReader) -> bool:
    """Whether a row is only a heading for the rows below, such as `Autumn term`."""
    said, code = row.filled[0], row.cells.get(CODE)
    if len(row.filled) > 1 or (said is code and said.text.lower() in codes):
        return False
    return said is not row.cells[_NEEDED] or (_has_words(said) and not _is_day(said, reader))


def _has_words(cell: Cell) -> bool:
    return isinstance(cell.value, str) and re.search(r"[^\W\d_]{3}", cell.value) is not None


def _is_day(cell: Cell, reader: FieldReader) -> bool:
    try:
        days_of(cell.value, reader.years, since_1904=cell.since_1904)
    except UnclearError:
        return False
    return True


def _entry(row: Row, reader: FieldReader) -> tuple[Entry | None, list[Diagnostic]]:
    """Return the session of a row, or None and all its errors."""
    stated, cells, wrong = _stated(row, reader)
    on = row.cells[_NEEDED]
    if not on.is_filled:
        fix = "Write the day of the session, as 28/02/2027; or delete the row."
        wrong.append(
            findings.of_cell(reader.path, on, Code.MISSING_FIELD, "the date is missing", fix)
        )
    if "on" in stated and (day := row.cells.get("day")) and stated["on"]:
        wrong += _weekday(reader.path, day, stated["on"])
    values = {name: value for name, value in stated.items() if value not in (None, ())}
    session, refused = _session(reader, values, cells)
    if session is None or any(e.severity is Severity.ERROR for e in (*wrong, *refused)):
        return None, [*wrong, *refused]
    code = row.cells[CODE].text if CODE in row.cells else ""
    return Entry(session, frozenset(stated), code, row, cells), wrong


def _stated(
    row: Row, reader: FieldReader
) -> tuple[dict[str, Any], dict[str, Cell], list[Diagnostic]]:
    """Return the row's values, their cells and findings; a field's own column has priority."""
    stated: dict[str, Any] = {}
    cells: dict[str, Cell] = {}
    wrong: list[Diagnostic] = []
    extras: list[tuple[dict[str, Any], Cell]] = []
    for key, cell in sorted(row.cells.items(), key=lambda pair: pair[0] in LOOSE):
        if key == CODE or (key == _NEEDED and not cell.is_filled):
            continue
        said, refused = reader.read(key, cell)
        wrong += [refused] if refused else []
        if key == _NEEDED:  # Columns for hours have priority over hours in the date.
            extras.append(({name: v for name, v in said.items() if name != _NEEDED}, cell))
            said = {name: value for name, value in said.items() if name == _NEEDED}
        new = _add(stated, cells, said, cell)
        wrong += _inexact(reader.path, cell, new) if key != _WORDS else ()
    for said, cell in extras:
        wrong += _inexact(reader.path, cell, _add(stated, cells, said, cell))
    return stated, cells, wrong


def _add(
    stated: dict[str, Any], cells: dict[str, Cell], said: dict[str, Any], cell: Cell
) -> dict[str, Any]:
    """Add a cell's values to fields without a value; return the values added."""
    new = {field: value for field, value in said.items() if stated.get(field) is None}
    stated |= new
    cells |= dict.fromkeys(new, cell)
    return new


def _inexact(path: str, cell: Cell, said: dict[str, Any]) -> Iterator[Diagnostic]:
    if words := said.get(_WORDS):
        message = f"{cell.text} is not a clock time, so the session shows `{words}`"
        fix = "Write the start and the end when they are known, as 15:45 to 16:45."
        yield findings.of_cell(path, cell, Code.TIME_IN_WORDS, message, fix)


def _weekday(path: str, cell: Cell, on: Any) -> Iterator[Diagnostic]:
    try:
        check_weekday(cell.text, cell.text, on)
    except UnclearError as error:
        yield findings.unreadable(path, cell, Code.NOT_A_DATE, error)


def _session(
    reader: FieldReader, values: dict[str, Any], cells: Mapping[str, Cell]
) -> tuple[Session | None, list[Diagnostic]]:
    """Validate the session; report errors as for files of content."""
    if _NEEDED not in values:
        return None, []
    document = Document(reader.path, new_file(values, [*fields(Session)]), 0, 0)
    document = replace(document, yaml_end=len(document.text))
    try:
        return cast("Session", mistakes.validate(Session, document.data(), {CODE: NO_ID})), []
    except ValidationError as error:
        explained = mistakes.explained(Refusal(Session, error, document), reader.known.directory)
    return None, [_of_cell(reader.path, each, document, cells) for each in explained]


def _of_cell(
    path: str, found: Diagnostic, document: Document, cells: Mapping[str, Cell]
) -> Diagnostic:
    """Move a finding about a line of the generated document to the cell it came from."""
    line = document.text.splitlines()[found.span.line - 1 if found.span else 0]
    cell = cells[line.partition(":")[0]]
    return findings.of_cell(
        path, cell, found.code, found.message, found.fix, suggestion=found.suggestion
    )
