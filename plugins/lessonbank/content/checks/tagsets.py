"""Check that the groups of tags are defined in their set."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import TagSet
from lessonbank.content.checks.context import Context
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic


def groups(context: Context) -> Iterator[Diagnostic]:
    for tagset in context.bank.of(TagSet).values():
        known = [group.id for group in tagset.groups]
        for number, tag in enumerate(tagset.tags):
            if tag.group is not None and tag.group not in known:
                yield _unknown(context, tagset, number, tag.group, known)


def _unknown(
    context: Context, tagset: TagSet, number: int, group: str, known: list[str]
) -> Diagnostic:
    near = closest_of(group, known)
    message = f"the tag set has no group `{group}`"
    fix = f"Write `{near}`." if near else "Add it to `groups`, with an id and a label."
    where = ("tags", number, "group")
    return context.report(tagset, where, Code.UNKNOWN_TAG_GROUP, message, fix, suggestion=near)
