"""Check the names and times of sessions, and the dates of terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from zoneinfo import ZoneInfo

from lessonbank.bank import Session
from lessonbank.content.checks.context import Context
from lessonbank.content.session_faults import session_faults
from lessonbank.diagnostics import Code, Diagnostic


def sessions(context: Context) -> Iterator[Diagnostic]:
    zone = ZoneInfo(context.bank.trust.time_zone)
    for session in context.bank.of(Session).values():
        for fault in session_faults(session, zone):
            yield context.report(session, (fault.field,), fault.code, fault.message, fault.fix)


_NIGHT = time(1), time(7)
"""Between these, a start is probably in the afternoon: breakfast clubs open at seven."""


def night_sessions(context: Context) -> Iterator[Diagnostic]:
    """Report sessions in the night: `3:45` is probably in the afternoon."""
    zone = ZoneInfo(context.bank.trust.time_zone)
    for session in context.bank.of(Session).values():
        if session.start is None or not _NIGHT[0] <= session.start < _NIGHT[1]:
            continue
        if any(session_faults(session, zone)):
            continue
        afternoon = session.start.replace(hour=session.start.hour + 12)
        message = f"the session starts at {session.start:%H:%M}, in the night"
        fix = f"Write `start: {afternoon:%H:%M}` if you mean the afternoon, and `end` likewise."
        yield context.report(session, ("start",), Code.SESSION_AT_NIGHT, message, fix)


def term_dates(context: Context) -> Iterator[Diagnostic]:
    """Report terms that end before they start or overlap."""
    before: date | None = None
    for number, term in enumerate(context.bank.trust.terms):
        where, wrong = ("terms", number), Code.SESSION_ORDER
        if term.ends < term.starts:
            message = f"the last day of the term is {term.ends}, before its first"
            fix = f"Write {term.starts} or a later day."
            yield context.report_trust((*where, "ends"), wrong, message, fix)
        elif before and term.starts <= before:
            message = f"the term starts on {term.starts}, before the term above it ends"
            fix = f"Write a day after {before}, and list terms in order."
            yield context.report_trust((*where, "starts"), wrong, message, fix)
        before = term.ends
