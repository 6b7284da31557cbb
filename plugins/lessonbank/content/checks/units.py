"""Check that a unit lists each lesson only once."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Unit
from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic


def units(context: Context) -> Iterator[Diagnostic]:
    for unit in context.bank.of(Unit).values():
        for number, lesson in enumerate(unit.lessons):
            if lesson in unit.lessons[:number]:
                message = f"the unit already has the lesson `{lesson}`"
                fix = "Delete one of the two."
                where = ("lessons", number)
                yield context.report(unit, where, Code.LISTED_TWICE, message, fix)
