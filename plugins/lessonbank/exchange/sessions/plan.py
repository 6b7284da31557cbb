"""Plan the import of a sheet of sessions: the changes and all findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lessonbank.bank import Session, Trust, school_year
from lessonbank.content import Reading
from lessonbank.content.session_faults import session_faults
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic, Severity
from lessonbank.exchange import findings
from lessonbank.exchange.changes import Change, Plan, change_of
from lessonbank.exchange.names import KnownNames
from lessonbank.exchange.sessions.codes import Coded, assign
from lessonbank.exchange.sessions.columns import HEADINGS
from lessonbank.exchange.sessions.fields import FieldReader
from lessonbank.exchange.sessions.rows import Entry, Rows, read_rows
from lessonbank.sheets import Row, Sheet, SheetError, Table, find_table, read_sheets
from lessonbank.sheets.cells import address

_NEEDED = "on"


def plan_sessions(reading: Reading, file: Path, sheets: Sequence[str] = ()) -> Plan:
    """Plan the import of `file` into the bank.

    Read the sheets named, or all sheets with a table of sessions. Match sessions by their codes.
    List the sessions that are not in the file, and keep them.
    """
    path = file.name
    broken = _in_the_way(reading)
    if broken:
        return Plan(findings=broken)
    try:
        known = _chosen(read_sheets(file), sheets)
        tables = _tables(known)
    except SheetError as error:
        return Plan(findings=(findings.of_file(path, error),))
    if not tables:
        return Plan(findings=(_no_headings(path),))
    reader = FieldReader(path, KnownNames(reading.bank), _years(reading.bank.trust))
    codes = frozenset(reading.bank.of(Session))
    hidden = {sheet.name for sheet in known if sheet.is_hidden}
    read = [(table, read_rows(table, reader, codes)) for table in tables]
    unread = [sheet.name for sheet in known if all(t.sheet is not sheet for t in tables)]
    plan = _planned(reading, path, read, [name for name in unread if name not in hidden])
    notes = tuple(_hidden(known))
    return plan if plan.has_errors else replace(plan, notes=(*notes, *plan.notes))


def _years(trust: Trust) -> tuple[int, ...]:
    """Return the school years of the trust's terms."""
    days = [day for term in trust.terms for day in (term.starts, term.ends)]
    return tuple(sorted({school_year(day) for day in days}))


def _in_the_way(reading: Reading) -> tuple[Diagnostic, ...]:
    """Return errors in sessions and items they refer to: their ids may be incomplete."""
    folders = ("sessions", "schools", "people", "workshops", "communities", "programmes")
    files = ("content/trust.yml", *(f"content/{folder}/" for folder in folders))
    errors = (each for each in reading.diagnostics if each.severity is Severity.ERROR)
    return tuple(each for each in errors if each.path.startswith(files))


def _chosen(sheets: Sequence[Sheet], names: Sequence[str]) -> tuple[Sheet, ...]:
    """Return the named sheets, or all without names. Raises SheetError."""
    have = [sheet.name for sheet in sheets]
    hidden = {sheet.name for sheet in sheets if sheet.is_hidden}
    for name in names:
        if name in hidden:
            fix = "Show it in the spreadsheet, and import it again."
            raise SheetError(f"the sheet {name} is hidden", fix)
        if name not in have:
            near = closest_of(name, have)
            fix = f"Write {near}." if near else f"It has {', '.join(have)}."
            raise SheetError(f"there is no sheet {name}", fix)
    return tuple(sheet for sheet in sheets if not names or sheet.name in names)


def _tables(sheets: Sequence[Sheet]) -> list[Table]:
    found = (find_table(sheet, HEADINGS.get) for sheet in sheets)
    return [t for t in found if t and any(each.key == _NEEDED for each in t.headings)]


def _no_headings(path: str) -> Diagnostic:
    message = "no row names the columns, with one for the date and at least one more"
    fix = "Write a row such as Code, Date, Start, End, Workshop above the sessions."
    return Diagnostic(Code.NO_HEADINGS, message, path, fix)


def _planned(
    reading: Reading, path: str, read: Sequence[tuple[Table, Rows]], unread: Sequence[str]
) -> Plan:
    entries = [entry for _, rows in read for entry in rows.entries]
    wrong = [found for _, rows in read for found in rows.findings]
    sessions = reading.bank.of(Session)
    coded, doubtful = assign(path, entries, sessions)
    minutes = reading.bank.trust.policy.session_minutes
    made = [_made(sessions.get(each.id), each, minutes) for each in coded]
    faulty = [f for each in made for f in _faults(reading, path, each)]
    found = (*wrong, *doubtful, *faulty)
    if any(each.severity is Severity.ERROR for each in found):
        return Plan(findings=found)
    changes = [change_of(reading, each.before, each.after) for each in made]
    ids = {each.id for each in coded}
    return Plan(
        tuple(change for change in changes if change),
        sum(change is None for change in changes),
        (*_skipped(read), *_unread(unread), *_assumed(made, minutes), *_derived(coded, changes)),
        tuple(id_ for id_ in sessions if id_ not in ids),
        found,
    )


@dataclass(frozen=True)
class _Made:
    """A session before (None if new) and after the import, with its row."""

    before: Session | None
    after: Session
    entry: Entry


def _made(before: Session | None, coded: Coded, minutes: int) -> _Made:
    """Apply a row to its session; a session without an end gets one."""
    row = coded.entry.session.model_copy(update={"id": coded.id})
    if before is None:
        return _Made(None, _ended(row, None, minutes), coded.entry)
    said: dict[str, Any] = {name: getattr(row, name) for name in coded.entry.stated}
    # A revision never goes down, and an empty cell does not undo a move.
    said["revision"] = max(before.revision, row.revision)
    if row.moved_from is None:
        said["moved_from"] = before.moved_from if row.on == before.on else before.on
    if row.end and "end_assumed" not in coded.entry.stated:
        said["end_assumed"] = False
    after = _ended(before.model_copy(update=said), before, minutes)
    return _Made(before, after.following(before), coded.entry)


def _ended(session: Session, before: Session | None, minutes: int) -> Session:
    """Return the session with its earlier end, else an assumed one `minutes` after the start."""
    if session.start is None or (session.end and not session.end_assumed):
        return session
    if session.end is None and before and before.end and before.start == session.start:
        return session.model_copy(
            update={"end": before.end, "end_assumed": before.end_assumed, "until": before.until}
        )
    if session.end and before and before.start == session.start:
        return session
    last = session.start.hour * 60 + session.start.minute + minutes
    end = time(*divmod(min(last, _LAST_MINUTE), 60))
    return session.model_copy(update={"end": end, "end_assumed": True})


_LAST_MINUTE = 24 * 60 - 1


def _faults(reading: Reading, path: str, made: _Made) -> Iterator[Diagnostic]:
    for fault in session_faults(made.after, ZoneInfo(reading.bank.trust.time_zone)):
        cell = made.entry.cell(fault.field)
        yield findings.of_cell(path, cell, fault.code, fault.message, fault.fix)


def _skipped(read: Sequence[tuple[Table, Rows]]) -> Iterator[str]:
    for table, rows in read:
        if rows.headings:
            where = f" of {table.sheet.name}" if table.sheet.name else ""
            said = ", ".join(f"{row.number} ({_said(row)})" for row in rows.headings)
            yield f"Treated as headings, not sessions: row{where} {said}."


def _said(row: Row) -> str:
    text = " ".join(row.filled[0].text.split())
    return text if len(text) <= 40 else f"{text[:37]}..."  # noqa: PLR2004 - enough to know it by


def _hidden(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Yield notes about hidden rows, columns and sheets, which are not imported."""
    for sheet in sheets:
        where = f" of {sheet.name}" if sheet.name else ""
        for what, numbers in (
            ("row", [str(n) for n in sorted(sheet.hidden_rows)]),
            ("column", [address("", 0, n)[:-1] for n in sorted(sheet.hidden_columns)]),
        ):
            if numbers:
                many = what if len(numbers) == 1 else f"{what}s"
                yield f"Hidden, so not imported: {many} {', '.join(numbers)}{where}."
    if names := [sheet.name for sheet in sheets if sheet.is_hidden]:
        yield f"Hidden, so not imported: {', '.join(names)}."


def _unread(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"Sheets without a table of sessions, not read: {', '.join(names)}."


def _assumed(made: Sequence[_Made], minutes: int) -> Iterator[str]:
    ids = [each.after.id for each in made if each.after.end_assumed]
    if ids:
        how = "Write an end into the sheet, or `session_minutes` under `policy:` in trust.yml"
        yield f"No end time given, so {minutes} minutes are assumed: {', '.join(ids)}. {how}."


def _derived(coded: Sequence[Coded], changes: Sequence[Change | None]) -> Iterator[str]:
    """Yield notes about rows without codes: the new codes, and how to export them."""
    new = [
        f"row {each.entry.row.number}: {each.id}"
        for each, change in zip(coded, changes, strict=True)
        if each.is_derived and change and change.is_new
    ]
    if new:
        yield f"Codes made for rows without one: {', '.join(new)}."
    if any(each.is_derived for each in coded):
        yield (
            "Rows without a code are known by their name and day. Before you move one to another "
            "day, give it its code: `lessonbank export sessions FILE` has them all."
        )
