"""Check that overrides are signed by both roles and that their dates are in order."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Override, Permission
from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic


def overrides(context: Context) -> Iterator[Diagnostic]:
    for override in context.bank.of(Override).values():
        yield from _signed(context, override)
        yield from _dates(context, override)


def _signed(context: Context, override: Override) -> Iterator[Diagnostic]:
    for role in override.unsigned:
        message = f"the override is not approved by the role {role}"
        fix = f"Write `- {{role: {role}, on: ...}}` in `approvals` when the approval is given."
        yield context.report(override, ("approvals",), Code.OVERRIDE_UNSIGNED, message, fix)


def _dates(context: Context, override: Override) -> Iterator[Diagnostic]:
    granted, ends = override.granted_on, override.ends_on
    permission = context.bank.of(Permission).get(override.permission)
    if ends <= granted:
        message = f"the override ends on {ends}, but is granted on {granted}"
        fix = f"Write a date after {granted}."
        yield context.report(override, ("ends_on",), Code.OVERRIDE_DATES, message, fix)
    elif permission is not None and ends > permission.expires_on:
        message = f"the override runs until {ends}, longer than its permission"
        fix = f"Write `ends_on: {permission.expires_on}` or an earlier date."
        yield context.report(override, ("ends_on",), Code.OVERRIDE_DATES, message, fix)
