"""Mistakes within one session, from a file or an import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from lessonbank.bank import Session, clock_change
from lessonbank.diagnostics import Code


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in the value of one field."""

    field: str
    code: Code
    message: str
    fix: str


def session_faults(session: Session, zone: ZoneInfo) -> Iterator[Fault]:
    """Yield a fault for a missing name or time, a time that does not exist, and a wrong order."""
    yield from _missing(session)
    changes = list(_clock_changes(session, zone))
    yield from changes or _order(session, zone)


def _missing(session: Session) -> Iterator[Fault]:
    if not (session.title or session.workshop or session.community):
        fix = "Write `workshop:` or `community:` and an id; or a `title`, as for an INSET day."
        yield Fault(
            "title", Code.MISSING_FIELD, "the session has no workshop, community or title", fix
        )
    for field, other in (("start", "end"), ("end", "start")):
        if getattr(session, field) is None and getattr(session, other) is not None:
            fix = f"Write it, or delete `{other}` if the session takes the whole day."
            yield Fault(other, Code.MISSING_FIELD, f"`{field}` is missing", fix)


def _clock_changes(session: Session, zone: ZoneInfo) -> Iterator[Fault]:
    ends = (("start", session.on, session.start), ("end", session.last_day, session.end))
    for field, on, at in ends:
        change = clock_change(on, at, zone) if at else None
        if at and change:
            comes = "happens twice" if change == "twice" else "does not exist"
            message = f"{at:%H:%M} {comes} on {on} in {zone.key}, when the clocks change"
            fix = "Write a time before the hour of the change, or after it."
            yield Fault(field, Code.CLOCK_CHANGE, message, fix)


def _order(session: Session, zone: ZoneInfo) -> Iterator[Fault]:
    """Yield at most one fault in the order of the session's days and times."""
    wrong, starts, ends = Code.SESSION_ORDER, session.starts(zone), session.ends(zone)
    if session.last_day < session.on:
        message = f"the last day is {session.until}, before the first"
        fix = "Write a later day, or delete `until` if the session is on one day."
        yield Fault("until", wrong, message, fix)
    elif starts and ends and ends <= starts:
        message = f"the session ends at {session.end:%H:%M}, which is not after its start"
        fix = f"Write a time after {session.start:%H:%M}; or `until:` and the last day."
        yield Fault("end", wrong, message, fix)
    if session.book_by and session.book_by > session.on:
        message = f"booking closes on {session.book_by}, after the session has begun"
        yield Fault("book_by", wrong, message, f"Write {session.on} or an earlier day.")
