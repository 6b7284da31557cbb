"""Rows of a sheet -> sessions without codes yet, each with the cells it was read from."""

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
"""Stands for the id until one is given."""


@dataclass(frozen=True)
class Entry:
    """A row that was understood. Of `session` only what is in `stated` is from the sheet."""

    session: Session
    stated: frozenset[str]
    code: str
    """As it is written; empty where there is none."""
    row: Row
    cells: Mapping[str, Cell]

    def cell(self, field: str) -> Cell:
        """Where a field was read, or the first cell of the row."""
        return self.cells.get(field, self.row.filled[0])


@dataclass(frozen=True)
class Rows:
    """What was read of one table; `headings` are the rows that only say what follows."""

    entries: tuple[Entry, ...]
    headings: tuple[Row, ...]
    findings: tuple[Diagnostic, ...]


def read_rows(table: Table, reader: FieldReader, codes: frozenset[str]) -> Rows:
    """All rows of a table. `codes` are those that the bank knows."""
    found: list[Diagnostic] = list(_columns(table, reader.path))
    entries: list[Entry] = []
    titles: list[Row] = []
    for row in table.rows:
        if _is_title(row, codes, reader):
            titles.append(row)
            continue
        if is_open(row.cells[_NEEDED].value):
            found.append(_undated(row, reader.path))
            continue
        entry, wrong = _entry(row, reader)
        found += wrong
        if entry:
            entries.append(entry)
    return Rows(tuple(entries), tuple(titles), tuple(found))


def _columns(table: Table, path: str) -> Iterator[Diagnostic]:
    """Columns of which nothing is made, or which stand there twice."""
    for cell in table.unknown:
        near = closest_of(cell.text, HEADINGS)
        called = heading(HEADINGS[near]) if near else None
        message = f"no column is called {cell.text}, so nothing of it is imported"
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
    """About a row whose day is still open; a session without a day cannot be shown."""
    cell = row.cells[_NEEDED]
    message = f"the day is still open ({cell.text}), so the row is not imported"
    fix = "Import the sheet again when the day is known."
    return findings.of_cell(path, cell, Code.NOT_DATED_YET, message, fix)


def _is_title(row: Row, codes: frozenset[str], reader: FieldReader) -> bool:
    """Whether a row has nothing but a title for those below it, such as `Autumn term`."""
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
    """The session that a row describes, or all that is wrong with it."""
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
    """What the row states, where, and what is wrong; a field's own column comes first."""
    stated: dict[str, Any] = {}
    cells: dict[str, Cell] = {}
    wrong: list[Diagnostic] = []
    beside: list[tuple[dict[str, Any], Cell]] = []
    for key, cell in sorted(row.cells.items(), key=lambda pair: pair[0] in LOOSE):
        if key == CODE or (key == _NEEDED and not cell.is_filled):
            continue
        said, refused = reader.read(key, cell)
        wrong += [refused] if refused else []
        if key == _NEEDED:  # What it says besides is said better in a column of its own.
            beside.append(({name: v for name, v in said.items() if name != _NEEDED}, cell))
            said = {name: value for name, value in said.items() if name == _NEEDED}
        new = _add(stated, cells, said, cell)
        wrong += _inexact(reader.path, cell, new) if key != _WORDS else ()
    for said, cell in beside:
        wrong += _inexact(reader.path, cell, _add(stated, cells, said, cell))
    return stated, cells, wrong


def _add(
    stated: dict[str, Any], cells: dict[str, Cell], said: dict[str, Any], cell: Cell
) -> dict[str, Any]:
    """Put in place what a cell says of fields that have no value yet, and give that."""
    new = {field: value for field, value in said.items() if stated.get(field) is None}
    stated |= new
    cells |= dict.fromkeys(new, cell)
    return new


def _inexact(path: str, cell: Cell, said: dict[str, Any]) -> Iterator[Diagnostic]:
    if words := said.get(_WORDS):
        message = f"{cell.text} is no time of the clock, so the session says `{words}`"
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
    """The session, or what the model refuses, in the words that hold for files of content."""
    if _NEEDED not in values:
        return None, []
    document = Document(reader.path, new_file(values, [*fields(Session)]), 0, 0)
    document = replace(document, yaml_end=len(document.text))
    try:
        return cast("Session", mistakes.validate(Session, document.data(), {CODE: NO_ID})), []
    except ValidationError as error:
        told = mistakes.explained(Refusal(Session, error, document), reader.known.directory)
    return None, [_of_cell(reader.path, each, document, cells) for each in told]


def _of_cell(
    path: str, found: Diagnostic, document: Document, cells: Mapping[str, Cell]
) -> Diagnostic:
    """A finding about a line of a file that might have been, about the cell it is from."""
    line = document.text.splitlines()[found.span.line - 1 if found.span else 0]
    cell = cells[line.partition(":")[0]]
    return findings.of_cell(
        path, cell, found.code, found.message, found.fix, suggestion=found.suggestion
    )
