"""Sessions have a name, and times that there are, in order; so have terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from lessonbank.bank import Session, clock_change
from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic


def sessions(context: Context) -> Iterator[Diagnostic]:
    zone = ZoneInfo(context.bank.trust.time_zone)
    for session in context.bank.of(Session).values():
        yield from _missing(context, session)
        changes = list(_clock_changes(context, session, zone))
        yield from changes or _order(context, session, zone)


def term_dates(context: Context) -> Iterator[Diagnostic]:
    """Terms follow one another, each of them from its first day to its last."""
    before: date | None = None
    for number, term in enumerate(context.bank.trust.terms):
        where, wrong = ("terms", number), Code.SESSION_ORDER
        if term.ends < term.starts:
            message = f"the last day of the term is {term.ends}, before its first"
            fix = f"Write {term.starts} or a later day."
            yield context.report_trust((*where, "ends"), wrong, message, fix)
        elif before and term.starts <= before:
            message = f"the term starts on {term.starts}, when the one above it is not over"
            fix = f"Write a day after {before}, and terms in the order of time."
            yield context.report_trust((*where, "starts"), wrong, message, fix)
        before = term.ends


def _missing(context: Context, session: Session) -> Iterator[Diagnostic]:
    if not (session.title or session.workshop or session.community):
        fix = "Write `workshop:` or `community:` and an id; or a title, as of an INSET day."
        message = "nothing says what the session is"
        yield context.report(session, ("title",), Code.MISSING_FIELD, message, fix)
    for field, other in (("start", "end"), ("end", "start")):
        if getattr(session, field) is None and getattr(session, other) is not None:
            message = f"`{field}` is missing"
            fix = f"Write it, or delete `{other}` where the session takes the whole day."
            yield context.report(session, (other,), Code.MISSING_FIELD, message, fix)


def _clock_changes(context: Context, session: Session, zone: ZoneInfo) -> Iterator[Diagnostic]:
    ends = (("start", session.on, session.start), ("end", session.last_day, session.end))
    for field, on, at in ends:
        change = clock_change(on, at, zone) if at else None
        if at and change:
            comes = "comes twice" if change == "twice" else "does not exist"
            message = f"{at:%H:%M} {comes} on {on} in {zone.key}, where the clock is changed"
            fix = "Write a time before the hour of the change, or after it."
            yield context.report(session, (field,), Code.CLOCK_CHANGE, message, fix)


def _order(context: Context, session: Session, zone: ZoneInfo) -> Iterator[Diagnostic]:
    """One mistake at most of the session's own days and times."""
    starts, ends = session.starts(zone), session.ends(zone)
    if session.last_day < session.on:
        message = f"the last day is {session.until}, before the first"
        fix = "Write a later day, or delete `until` where it is all on one day."
        yield context.report(session, ("until",), Code.SESSION_ORDER, message, fix)
    elif starts and ends and ends <= starts:
        message = f"the session ends at {session.end:%H:%M}, which is not after its start"
        fix = f"Write a time after {session.start:%H:%M}; or `until:` and the day on which it ends."
        yield context.report(session, ("end",), Code.SESSION_ORDER, message, fix)
    if session.book_by and session.book_by > session.on:
        message = f"places can be booked until {session.book_by}, after the session has begun"
        fix = f"Write {session.on} or an earlier day."
        yield context.report(session, ("book_by",), Code.SESSION_ORDER, message, fix)
