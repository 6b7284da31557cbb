"""People are credited, and permissions keep to the trust's policy."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from lessonbank.bank import Clip, Credit, Location, Permission, Recording
from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic

_CREDIT = "Write `person:` with the id of one from `content/people/`, or `name:` with a name."


def credited(context: Context) -> Iterator[Diagnostic]:
    for recording in context.bank.of(Recording).values():
        if not recording.credits:
            message = "the recording credits nobody"
            fix = "Write `credits:` and below it `- person: ...` or `- name: ...`."
            yield context.report(recording, (), Code.CREDIT_MISSING, message, fix)
        for number, credit in enumerate(recording.credits):
            if _is_empty(credit):
                yield _nobody(context, recording, ("credits", number))
    for clip in context.bank.of(Clip).values():
        for number, credit in enumerate(clip.credits):
            if _is_empty(credit):
                yield _nobody(context, clip, ("credits", number))


def _is_empty(credit: Credit) -> bool:
    return credit.person is None and credit.name is None


def _nobody(context: Context, item: Recording | Clip, where: Location) -> Diagnostic:
    message = "the credit says neither `person` nor `name`"
    return context.report(item, where, Code.CREDIT_MISSING, message, _CREDIT)


def permissions(context: Context) -> Iterator[Diagnostic]:
    months = context.bank.trust.policy.longest_permission_months
    for permission in context.bank.of(Permission).values():
        granted, expires = permission.granted_on, permission.expires_on
        if granted is None:
            if permission.state == "granted":
                yield _undated(context, permission)
        elif expires <= granted:
            message = f"the permission expires on {expires}, but is granted on {granted}"
            fix = f"Write a date after {granted}, at the latest {later(granted, months)}."
            code = Code.PERMISSION_DATES
            yield context.report(permission, ("expires_on",), code, message, fix)
        elif expires > later(granted, months):
            message = f"the permission runs for more than the trust's {months} months"
            fix = f"Write `expires_on: {later(granted, months)}` or an earlier date."
            code = Code.PERMISSION_TOO_LONG
            yield context.report(permission, ("expires_on",), code, message, fix)


def _undated(context: Context, permission: Permission) -> Diagnostic:
    message = "the permission is granted, but `granted_on` does not say since when"
    fix = "Write `granted_on:` with the date, or the `state` it is really in."
    return context.report(permission, ("state",), Code.PERMISSION_DATES, message, fix)


def later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
