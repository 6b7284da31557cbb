"""Match rows to sessions of the bank, and make ids for new sessions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lessonbank.bank import Session, slug
from lessonbank.content.ids import bad_ids
from lessonbank.content.layout import ItemFile
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.exchange import findings
from lessonbank.exchange.sessions.rows import Entry

_LONGEST_NAME = 40
"""The longest name in a derived code; the day adds eleven characters."""


@dataclass(frozen=True)
class Coded:
    """A row with its id. `is_derived` if the sheet has no code for it."""

    entry: Entry
    id: str
    is_derived: bool


def assign(
    path: str, entries: Sequence[Entry], sessions: Mapping[str, Session]
) -> tuple[tuple[Coded, ...], tuple[Diagnostic, ...]]:
    """Give each row an id: its code, the id of the matching session, or a derived id."""
    former = {alias: each.id for each in sessions.values() for alias in each.aliases}
    found: list[Diagnostic] = []
    ids: dict[int, str] = {}
    for number, entry in enumerate(entries):
        if entry.code:
            code = entry.code.lower()
            ids[number] = former.get(code, code)
            found += _bad(path, entry)
    blank = {number: entry for number, entry in enumerate(entries) if not entry.code}
    coded_ids = set(ids.values())
    free = [each for each in sessions.values() if each.id not in coded_ids]
    matched = _matched(blank, free)
    taken = {*sessions, *former, *ids.values()}
    derived = _derived([(n, each) for n, each in blank.items() if n not in matched], taken)
    ids |= matched | derived
    coded = [Coded(entry, ids[n], not entry.code) for n, entry in enumerate(entries)]
    return tuple(coded), (*found, *_twice(path, coded))


def _bad(path: str, entry: Entry) -> Iterator[Diagnostic]:
    """Report a code that is not a valid id."""
    code = entry.code.lower()
    if bad_ids([ItemFile(f"content/{Session.folder}/{code}.yml", Session)]):
        message = f"{entry.code} cannot be a code"
        fix = "Use small letters, digits and single hyphens, 60 at most."
        near = slug(entry.code)[:60].strip("-") or None
        yield findings.of_cell(
            path, entry.row.cells["id"], Code.BAD_ID, message, fix, suggestion=near
        )


def _twice(path: str, coded: Iterable[Coded]) -> Iterator[Diagnostic]:
    """Report rows with the same code, or without codes for the same session."""
    first: dict[str, Coded] = {}
    for each in coded:
        known = first.setdefault(each.id, each)
        if known is not each:
            cell = each.entry.cell("on") if each.is_derived else each.entry.row.cells["id"]
            message = f"row {known.entry.row.number} has the same code {each.id}"
            if each.is_derived:
                message = f"row {known.entry.row.number} says the same session"
            fix = "Delete one of the two; or give each a code of its own in a column Code."
            yield findings.of_cell(path, cell, Code.DUPLICATE_ID, message, fix)


def _matched(blank: Mapping[int, Entry], free: Sequence[Session]) -> dict[int, str]:
    """Match rows without codes to sessions by time and place, by time, then by day.

    A match has to be the only one on both sides.
    """
    free_by: dict[_Known, list[Session]] = defaultdict(list)
    for each in free:
        for known in _known_by(each):
            free_by[known].append(each)
    near = {number: _near(each.session, free_by) for number, each in blank.items()}
    found: dict[int, str] = {}
    for is_same in (_at_one_place, _at_one_time, _on_one_day):
        taken = {*found.values()}
        rows = {number: each.session for number, each in blank.items() if number not in found}
        same = {
            n: [each for each in near[n] if each.id not in taken and is_same(row, each)]
            for n, row in rows.items()
        }
        claims = Counter(each.id for sessions in same.values() for each in sessions)
        found |= {
            number: sessions[0].id
            for number, sessions in same.items()
            if len(sessions) == 1 and claims[sessions[0].id] == 1
        }
    return found


_Known = tuple[str, str, date]
"""A field with a name, the name and a day: a session is looked for by these."""


def _known_by(session: Session) -> Iterator[_Known]:
    """Yield the names of a session with its days."""
    for field in ("workshop", "community", "title"):
        for day in (session.on, session.moved_from):
            if day and (name := getattr(session, field)):
                yield field, name, day


def _near(row: Session, known: Mapping[_Known, Sequence[Session]]) -> list[Session]:
    """Return the sessions that share a name and a day with a row, each once."""
    found = (each for by in _known_by(row) for each in known.get(by, ()))
    return list({each.id: each for each in found}.values())


def _on_one_day(row: Session, session: Session) -> bool:
    named = [(row.workshop, session.workshop), (row.community, session.community)]
    is_same = any(mine is not None and mine == other for mine, other in named)
    if not (row.workshop or row.community):
        is_same = row.title is not None and row.title == session.title
    days = {session.on, session.moved_from}
    return is_same and (row.on in days or row.moved_from in days - {None})


def _at_one_time(row: Session, session: Session) -> bool:
    return _on_one_day(row, session) and row.start == session.start


def _at_one_place(row: Session, session: Session) -> bool:
    here, there = (row.venue, row.place), (session.venue, session.place)
    return _at_one_time(row, session) and here == there


def _derived(entries: Sequence[tuple[int, Entry]], taken: set[str]) -> dict[int, str]:
    """Make codes from name and day; add venue and hour where codes would be equal."""
    found: dict[int, str] = {}
    for make in (_by_day, _by_venue, _by_hour):
        codes = {n: make(each.session) for n, each in entries if n not in found}
        counts = Counter(codes.values())
        found |= {
            number: code
            for number, code in codes.items()
            if make is _by_hour or (counts[code] == 1 and code not in taken)
        }
    return found


def _by_day(session: Session) -> str:
    name = session.workshop or session.community or slug(session.title or "") or "session"
    day = session.moved_from or session.on
    return f"{name[:_LONGEST_NAME].strip('-')}-{day.isoformat()}"


def _by_venue(session: Session) -> str:
    where = session.venue or slug(session.place or "")
    code = f"{_by_day(session)}-{where}" if where else _by_day(session)
    return code[:60].strip("-")


def _by_hour(session: Session) -> str:
    hour = f"-{session.start:%H%M}" if session.start else ""
    return f"{_by_venue(session)[:55].strip('-')}{hour}"
