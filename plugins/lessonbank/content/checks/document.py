"""Check the document control of the handbook."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic


def document(context: Context) -> Iterator[Diagnostic]:
    """Report a review of the handbook that is due."""
    review, today = context.bank.trust.handbook.review_on, context.today
    if review is None or today is None or review >= today:
        return
    message = f"the handbook was to be reviewed by {review}, which is before {today}"
    fix = "Review the handbook, then write the date of the next review."
    where = ("handbook", "review_on")
    yield context.report_trust(where, Code.REVIEW_PASSED, message, fix)
