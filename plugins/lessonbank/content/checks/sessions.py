"""Check the names and times of sessions, and the dates of terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
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
