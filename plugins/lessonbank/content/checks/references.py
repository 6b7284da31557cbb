"""Every reference leads to something."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import ITEM_TYPES, VOCABULARIES, Item, Location, Mention, mentions
from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic

_CODES = {"tag": Code.UNKNOWN_TAG}


def references(context: Context) -> Iterator[Diagnostic]:
    known = context.known
    for item in context.bank:
        for mention in mentions(item):
            kind, id_ = mention.reference.kind, mention.id
            if id_ not in known[kind] and not context.is_broken(kind, id_):
                yield _unknown(context, item, mention)


def _unknown(context: Context, item: Item, mention: Mention) -> Diagnostic:
    kind, words = mention.reference.kind, mention.reference.kind.replace("-", " ")
    near = context.closest(kind, mention.id)
    fix = f"Write `{near}`." if near else _fix(context, kind)
    code = Code.UNKNOWN_TAG if kind == "tag" else Code.UNKNOWN_REFERENCE
    message = f"there is no {words} `{mention.id}`"
    return context.report(item, mention.location, code, message, fix, suggestion=near)


def _fix(context: Context, kind: str) -> str:
    """Where ids of that kind come from, with a few of them."""
    some = sorted(context.known[kind])[:_SHOWN]
    such = f", such as {', '.join(f'`{id_}`' for id_ in some)}" if some else ""
    return f"Write the id of one from {_SOURCES[kind]}{such}."


def parents(context: Context) -> Iterator[Diagnostic]:
    """The trust's own years belong to key stages, these to phases, and roles to wider ones."""
    for kind, parent_kind in (("year", "key-stage"), ("key-stage", "phase"), ("role", "role")):
        own = getattr(context.bank.trust.vocabularies, kind.replace("-", "_"))
        for number, term in enumerate(own):
            if term.parent is not None and term.parent not in context.known[parent_kind]:
                where = ("vocabularies", kind, number, "parent")
                yield _unknown_parent(context, where, parent_kind, term.parent)


def _unknown_parent(context: Context, where: Location, kind: str, parent: str) -> Diagnostic:
    near = context.closest(kind, parent)
    fix = f"Write `{near}`." if near else _fix(context, kind)
    message = f"there is no {kind.replace('-', ' ')} `{parent}`"
    return context.report_trust(where, Code.UNKNOWN_REFERENCE, message, fix, suggestion=near)


_SHOWN = 3
_SOURCES = {
    **dict.fromkeys(VOCABULARIES, "the vocabulary, or add it to `content/trust.yml`"),
    **{model.kind: f"`content/{model.folder}/`" for model in ITEM_TYPES},
    "tag": "`content/tagsets/`",
    "statement": "a framework, one of the shipped or of `content/frameworks/`",
}
