"""Check that references lead to existing items, tags, statements and terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lessonbank.bank import Item, Location, Mention, mentions
from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic

_CODES = {"tag": Code.UNKNOWN_TAG}


def references(context: Context) -> Iterator[Diagnostic]:
    """Report each unknown id once, with all places that name it: one cause is one finding."""
    known = context.known
    unknown: dict[tuple[str, str], list[tuple[Item, Mention]]] = {}
    for item in context.bank:
        for mention in mentions(item):
            kind, id_ = mention.reference.kind, mention.id
            if id_ not in known[kind] and not context.is_broken(kind, id_):
                unknown.setdefault((kind, id_), []).append((item, mention))
    for (kind, id_), named in unknown.items():
        yield _unknown(context, kind, id_, named)


def _unknown(
    context: Context, kind: str, id_: str, named: Sequence[tuple[Item, Mention]]
) -> Diagnostic:
    item, mention = named[0]
    near = context.closest(kind, id_)
    fix = f"Write `{near}`." if near else context.directory.where(kind)
    code = Code.UNKNOWN_TAG if kind == "tag" else Code.UNKNOWN_REFERENCE
    message = f"there is no {kind.replace('-', ' ')} `{id_}`"
    if others := _others(context, named):
        fix += f" It is also named in {others}."
    return context.report(item, mention.location, code, message, fix, suggestion=near)


_NAMED = 5
"""Number of further places listed in one diagnostic."""


def _others(context: Context, named: Sequence[tuple[Item, Mention]]) -> str:
    """List the places after the first as path and line, and count the rest."""
    rest = named[1:]
    found = [context.report(item, m.location, Code.UNKNOWN_REFERENCE, "", "") for item, m in rest]
    places = [f"{each.path}:{each.span.line}" for each in found if each.span]
    more = [f"{len(places) - _NAMED} more places"] if len(places) > _NAMED else []
    return ", ".join((*places[:_NAMED], *more))


def parents(context: Context) -> Iterator[Diagnostic]:
    """Report unknown parents of the trust's own years, key stages and roles."""
    for kind, parent_kind in (("year", "key-stage"), ("key-stage", "phase"), ("role", "role")):
        own = getattr(context.bank.trust.vocabularies, kind.replace("-", "_"))
        for number, term in enumerate(own):
            if term.parent is not None and term.parent not in context.known[parent_kind]:
                where = ("vocabularies", kind, number, "parent")
                yield _unknown_parent(context, where, parent_kind, term.parent)


def _unknown_parent(context: Context, where: Location, kind: str, parent: str) -> Diagnostic:
    near = context.closest(kind, parent)
    fix = f"Write `{near}`." if near else context.directory.where(kind)
    message = f"there is no {kind.replace('-', ' ')} `{parent}`"
    return context.report_trust(where, Code.UNKNOWN_REFERENCE, message, fix, suggestion=near)
