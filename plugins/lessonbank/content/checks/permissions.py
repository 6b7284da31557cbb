"""Check that permissions are consistent and follow the trust's policy."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from lessonbank.bank import Location, Permission, Recording
from lessonbank.bank.permission import TRANSITIONS, State, unapproved
from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic


def permissions(context: Context) -> Iterator[Diagnostic]:
    for permission in context.bank.of(Permission).values():
        yield from _dates(context, permission)
        yield from _pupils(context, permission)
        yield from _steps(context, permission)
        yield from _chain(context, permission)
        yield from _end(context, permission)
        if permission.state == "granted":
            yield from _approvals(context, permission)
        if context.today is not None:
            yield from _ahead(context, permission, context.today)


def _dates(context: Context, permission: Permission) -> Iterator[Diagnostic]:
    granted, expires, review = permission.granted_on, permission.expires_on, permission.review_on
    if granted is not None:
        yield from _term(context, permission, granted)
        yield from _granted_elsewhen(context, permission, granted)
    elif permission.state == "granted":
        message = "the permission is granted, but `granted_on` is missing"
        fix = "Write `granted_on:` with the date, or correct `state`."
        yield context.report(permission, ("state",), Code.PERMISSION_DATES, message, fix)
    if review is not None and review > expires:
        message = f"the review is on {review}, but the permission expires on {expires}"
        fix = f"Write a date before {expires}, so that there is time to decide."
        yield context.report(permission, ("review_on",), Code.PERMISSION_DATES, message, fix)


def _term(context: Context, permission: Permission, granted: date) -> Iterator[Diagnostic]:
    months = context.bank.trust.policy.longest_permission_months
    expires, latest = permission.expires_on, later(granted, months)
    if expires <= granted:
        message = f"the permission expires on {expires}, but is granted on {granted}"
        fix = f"Write a date after {granted}, at the latest {latest}."
        yield context.report(permission, ("expires_on",), Code.PERMISSION_DATES, message, fix)
    elif expires > latest:
        message = f"the permission runs for more than the trust's {months} months"
        fix = f"Write `expires_on: {latest}` or an earlier date."
        yield context.report(permission, ("expires_on",), Code.PERMISSION_TOO_LONG, message, fix)


def later(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _granted_elsewhen(
    context: Context, permission: Permission, granted: date
) -> Iterator[Diagnostic]:
    """Report a `granted_on` that differs from the history."""
    days = [line.on for line in permission.history if line.after == "granted"]
    if days and granted not in days:
        message = f"`granted_on` is {granted}, but the history says {days[0]}"
        fix = f"Write `granted_on: {days[0]}`, or correct the history if it was never committed."
        yield context.report(permission, ("granted_on",), Code.PERMISSION_DATES, message, fix)


def _pupils(context: Context, permission: Permission) -> Iterator[Diagnostic]:
    """Report pupils who contradict the lawful basis, and an incomplete do-not-film check."""
    if permission.basis.pupils == "none_identifiable":
        for field, value in _PUPILS_KNOWN.items():
            if getattr(permission, field) == value:
                message = (
                    f"the basis says that no pupil can be identified, but `{field}` is {value}"
                )
                fix = f"Correct `{field}`, or write the lawful basis for footage of people."
                yield context.report(permission, (field,), Code.BASIS_CONTRADICTED, message, fix)
    check, where = permission.do_not_film_check, ("do_not_film_check",)
    if check.done and check.on is None:
        message = "the do-not-film check is done, but its date is missing"
        fix = "Write `on:` with the date of the check."
        yield context.report(permission, where, Code.DO_NOT_FILM, message, fix)
    if permission.state == "granted" and not check.done and _shows_pupils(permission):
        message = "the permission is granted, but the do-not-film check is not done"
        fix = "Check who was in the room against the list; until then write `state: requested`."
        yield context.report(permission, where, Code.DO_NOT_FILM, message, fix)


_PUPILS_KNOWN = {"pupils_visible": "identifiable", "pupils_audible": "named"}


def _shows_pupils(permission: Permission) -> bool:
    return (permission.pupils_visible, permission.pupils_audible) != ("none", "none")


def _steps(context: Context, permission: Permission) -> Iterator[Diagnostic]:
    """Report lines of the history that are not allowed transitions."""
    for number, line in enumerate(permission.history):
        if line.after not in TRANSITIONS[line.before]:
            message = f"a permission cannot change from {line.before} to {line.after}"
            where = ("history", number, "to")
            fix = _allowed(line.before)
            yield context.report(permission, where, Code.PERMISSION_TRANSITION, message, fix)


def _chain(context: Context, permission: Permission) -> Iterator[Diagnostic]:
    """Report lines of the history that do not continue the line above."""
    for number, (before, line) in enumerate(pairwise(permission.history), start=1):
        if line.before != before.after:
            message = (
                f"the line is from {line.before}, but the line above it ends in {before.after}"
            )
            yield _broken(context, permission, ("history", number, "from"), message)
        if line.on < before.on:
            message = f"the line is dated {line.on}, before the line above it ({before.on})"
            yield _broken(context, permission, ("history", number, "on"), message)


def _end(context: Context, permission: Permission) -> Iterator[Diagnostic]:
    """Report a history that does not end in the current state."""
    lines = permission.history
    if lines and lines[-1].after != permission.state:
        before = lines[-1].after
        message = f"the history ends in {before}, but `state` is {permission.state}"
        yield _broken(context, permission, ("state",), message, _missing(before, permission.state))
    if not lines and permission.state != "draft":
        message = f"the permission is {permission.state}, but its history is missing"
        fix = "Write `history:` and, below it, a line for each decision: on, from, to, by_role."
        yield context.report(permission, ("state",), Code.HISTORY_MISSING, message, fix)


def _allowed(state: State) -> str:
    following = sorted(TRANSITIONS[state])
    if not following:
        return f"Make a new permission under a new reference: {state} is final."
    return f"From {state} it can change to {' or '.join(following)}."


def _missing(before: State, after: State) -> str:
    """Return the line that a history lacks, or what the state can be."""
    if after not in TRANSITIONS[before]:
        return f"Write `state: {before}`, or correct the history. {_allowed(before)}"
    line = f"- {{on: ..., from: {before}, to: {after}, by_role: ...}}"
    return f"Add `{line}` at the end of `history`, or correct `state`."


_CORRECT = "Add the missing line at the end; correct lines only if they were never committed."


def _broken(
    context: Context, permission: Permission, where: Location, message: str, fix: str = _CORRECT
) -> Diagnostic:
    return context.report(permission, where, Code.HISTORY_BROKEN, message, fix)


def _approvals(context: Context, permission: Permission) -> Iterator[Diagnostic]:
    """Report roles of the trust's policy that had not approved by the day of the grant."""
    day = permission.granted_on or date.max
    given = [approval for approval in permission.approvals if approval.on <= day]
    where = ("approvals",) if permission.approvals else ("state",)
    for role in unapproved(given, context.bank.trust.policy.approvals):
        message = f"the permission is granted without the approval of the role {role}"
        fix = f"Write `- {{role: {role}, on: ...}}` in `approvals` when the approval is given."
        yield context.report(permission, where, Code.APPROVAL_MISSING, message, fix)


def _ahead(context: Context, permission: Permission, today: date) -> Iterator[Diagnostic]:
    """Report events with a date in the future."""
    done: list[tuple[Location, date]] = []
    for field in ("approvals", "history"):
        lines = getattr(permission, field)
        done += [((field, number, "on"), line.on) for number, line in enumerate(lines)]
    if permission.do_not_film_check.on is not None:
        done.append((("do_not_film_check", "on"), permission.do_not_film_check.on))
    for where, day in done:
        if day > today:
            message = f"this is dated {day}, which is after {today}"
            fix = "Correct the date, or add the line on the day it happens."
            yield context.report(permission, where, Code.DATED_AHEAD, message, fix)


def of_another(context: Context) -> Iterator[Diagnostic]:
    """Report a recording that uses another recording's permission."""
    permissions = context.bank.of(Permission)
    for recording in context.bank.of(Recording).values():
        permission = permissions.get(recording.permission)
        if permission and permission.recording not in {None, recording.id}:
            message = (
                f"`{permission.id}` is the permission of the recording `{permission.recording}`"
            )
            fix = "Write the reference of this recording's own permission."
            where = ("permission",)
            yield context.report(recording, where, Code.PERMISSION_OF_ANOTHER, message, fix)
