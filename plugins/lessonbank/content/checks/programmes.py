"""Check the strands of programmes, and their balance across a framework."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Framework, Programme
from lessonbank.content.checks.context import Context
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic


def strands(context: Context) -> Iterator[Diagnostic]:
    for programme in context.bank.of(Programme).values():
        known = [strand.id for strand in programme.strands]
        for number, step in enumerate(programme.sequence):
            if step.strand is not None and step.strand not in known:
                near = closest_of(step.strand, known)
                message = f"the programme has no strand `{step.strand}`"
                fix = f"Write `{near}`." if near else "Add it to `strands`, with an id and a label."
                where = ("sequence", number, "strand")
                yield context.report(
                    programme, where, Code.UNKNOWN_GROUP, message, fix, suggestion=near
                )


def balance(context: Context) -> Iterator[Diagnostic]:
    """Report a programme that covers only some groups of a balanced framework."""
    balanced = [each for each in context.bank.frameworks.values() if each.balanced]
    for programme in context.bank.of(Programme).values():
        named = frozenset(context.bank.statements_of(programme))
        for framework in balanced:
            yield from _unbalanced(context, programme, framework, named)


def _unbalanced(
    context: Context, programme: Programme, framework: Framework, named: frozenset[str]
) -> Iterator[Diagnostic]:
    if named.isdisjoint(each.id for each in framework.statements):
        return
    for group in framework.untouched(named):
        ids = [f"`{each.id}`" for each in framework.statements if each.group == group.id]
        message = f"neither the programme nor its workshops cover “{group.label}”"
        fix = f"Plan for at least one of these, and add it to `statements`: {', '.join(ids)}."
        yield context.report(programme, ("sequence",), Code.UNBALANCED, message, fix)
