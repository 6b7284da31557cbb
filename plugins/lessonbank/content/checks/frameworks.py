"""Check that statements are defined only once and belong to a group of their framework."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Framework
from lessonbank.content.checks.context import Context
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic


def frameworks(context: Context) -> Iterator[Diagnostic]:
    """Report a framework or statement whose id is already in use."""
    shipped = context.bank.shipped
    owners = {each.id: of.title for of in shipped.values() for each in of.statements}
    for framework in context.bank.of(Framework).values():
        if framework.id in shipped:
            message = f"the framework `{framework.id}` already comes with lessonbank"
            fix = "Rename the file, or delete it to use the built-in framework."
            yield context.report(framework, (), Code.DUPLICATE_ID, message, fix)
            continue
        for number, statement in enumerate(framework.statements):
            if statement.id in owners:
                message = f"the statement `{statement.id}` is already in {owners[statement.id]}"
                where = ("statements", number, "id")
                fix = "Give this statement another id."
                yield context.report(framework, where, Code.DUPLICATE_ID, message, fix)
            owners.setdefault(statement.id, framework.title)


def statement_groups(context: Context) -> Iterator[Diagnostic]:
    for framework in context.bank.of(Framework).values():
        known = [group.id for group in framework.groups]
        for number, statement in enumerate(framework.statements):
            if statement.group is not None and statement.group not in known:
                near = closest_of(statement.group, known)
                message = f"the framework has no group `{statement.group}`"
                fix = f"Write `{near}`." if near else "Add it to `groups`, with an id and a label."
                where = ("statements", number, "group")
                yield context.report(
                    framework, where, Code.UNKNOWN_GROUP, message, fix, suggestion=near
                )
