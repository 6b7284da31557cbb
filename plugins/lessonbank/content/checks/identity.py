"""Check that the trust has an id. Calendars and browsers hold it for years."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic


def identity(context: Context) -> Iterator[Diagnostic]:
    trust = context.bank.trust
    if trust.id is not None:
        return
    message = f"the trust has no id, so one is made from its name: `{trust.key}`"
    fix = f"Write `id: {trust.key}`, and never change it."
    if trust.calendar_domain is None:
        domain = trust.contacts.dpo.rpartition("@")[2]
        fix += f" If people already subscribe to calendars, write `calendar_domain: {domain}` too."
    fix += " `lessonbank upgrade` writes what the bank needs."
    yield context.report_trust(("name",), Code.TRUST_WITHOUT_ID, message, fix)
