"""Check that each group of the trust's thesaurus joins something."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic


def thesaurus(context: Context) -> Iterator[Diagnostic]:
    """Report a name with no other name and nothing related."""
    for number, group in enumerate(context.bank.trust.thesaurus):
        if len({name.casefold() for name in group.same}) == 1 and not group.related:
            message = f"`{group.same[0]}` has no other name here, and nothing related"
            fix = "Add another name to `same`, or delete the group."
            where = ("thesaurus", number, "same")
            yield context.report_trust(where, Code.LONE_NAME, message, fix)
