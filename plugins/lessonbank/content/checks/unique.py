"""Check that ids are unique, former ids included."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import VOCABULARIES, Clip, Item, Location, TagSet
from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic


def former_ids(context: Context) -> Iterator[Diagnostic]:
    """Report a former id that two items claim, or that is another item's current id."""
    for kind, items in context.bank.items.items():
        owners: dict[str, str] = {id_: id_ for id_ in items}
        for item in items.values():
            for number, alias in enumerate(item.aliases):
                owner = owners.setdefault(alias, item.id)
                if alias in items or owner != item.id:
                    yield _alias(context, item, ("aliases", number), f"{kind} `{owner}`")


def _alias(context: Context, item: Item, where: Location, owner: str) -> Diagnostic:
    message = f"this alias already leads to the {owner}"
    fix = "Delete it from the `aliases` of one of the two."
    return context.report(item, where, Code.DUPLICATE_ID, message, fix)


def clip_codes(context: Context) -> Iterator[Diagnostic]:
    """Report a code that two clips share."""
    owners: dict[str, str] = {}
    for clip in context.bank.of(Clip).values():
        if clip.code is None:
            continue
        owner = owners.setdefault(clip.code, clip.id)
        if owner != clip.id:
            message = f"the clip `{owner}` already has the code {clip.code}"
            fix = "Give the newer clip another code; the older clip's code may be in print."
            yield context.report(clip, ("code",), Code.DUPLICATE_ID, message, fix)


def tags(context: Context) -> Iterator[Diagnostic]:
    """Report a tag that two sets define: moments refer to tags without their set."""
    owners: dict[str, str] = {}
    for tagset, where, id_ in (*_tag_ids(context), *_former_tag_ids(context)):
        if id_ in owners:
            message = f"the tag `{id_}` is already defined in the tag set `{owners[id_]}`"
            fix = "Give one of the two another id, or delete it."
            yield context.report(tagset, where, Code.DUPLICATE_ID, message, fix)
        owners.setdefault(id_, tagset.id)


def _tag_ids(context: Context) -> Iterator[tuple[TagSet, Location, str]]:
    for tagset in context.bank.of(TagSet).values():
        for number, tag in enumerate(tagset.tags):
            yield tagset, ("tags", number, "id"), tag.id


def _former_tag_ids(context: Context) -> Iterator[tuple[TagSet, Location, str]]:
    for tagset in context.bank.of(TagSet).values():
        for number, tag in enumerate(tagset.tags):
            for position, alias in enumerate(tag.aliases):
                yield tagset, ("tags", number, "aliases", position), alias


def terms(context: Context) -> Iterator[Diagnostic]:
    """Report the trust's own terms that are already in the vocabulary."""
    for kind, vocabulary in VOCABULARIES.items():
        known = {term.id for term in vocabulary.terms}
        own = getattr(context.bank.trust.vocabularies, kind.replace("-", "_"))
        for number, term in enumerate(own):
            if term.id in known:
                message = f"the {kind.replace('-', ' ')} `{term.id}` is already in the vocabulary"
                where = ("vocabularies", kind, number, "id")
                fix = "Delete it to use the existing term, or give yours another id."
                yield context.report_trust(where, Code.DUPLICATE_ID, message, fix)
            known.add(term.id)
