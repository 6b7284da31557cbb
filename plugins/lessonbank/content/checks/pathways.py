"""Check that each step of a pathway is exactly one thing."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Location, Pathway, PathwayStep
from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic


def pathway_steps(context: Context) -> Iterator[Diagnostic]:
    for pathway in context.bank.of(Pathway).values():
        for number, step in enumerate(pathway.steps):
            given = [name for name in PathwayStep.one_of if getattr(step, name)]
            where: Location = ("steps", number)
            if not given:
                message = "the step does not say what to do"
                names = ", ".join(f"`{name}`" for name in PathwayStep.one_of)
                fix = f"Write one of {names}."
                yield context.report(pathway, where, Code.NOT_ONE_THING, message, fix)
            elif len(given) > 1:
                message = f"the step has both `{given[0]}` and `{given[1]}`"
                fix = "Make two steps of it, or move one of the two into `note`."
                where = (*where, given[1])
                yield context.report(pathway, where, Code.NOT_ONE_THING, message, fix)
