"""Report ids that a newer bank has lost, so that links to them would break."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Clip, Item, Override, Permission, TagSet, format_timecode
from lessonbank.content.load import Loaded
from lessonbank.content.read import Reading
from lessonbank.content.suggest import closest
from lessonbank.diagnostics import Code, Diagnostic


def lost_items(old: Reading, new: Loaded) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each item whose id is gone and is no item's alias."""
    kept = {
        (item.kind, id_) for item in new.bank for id_ in (item.id, *item.aliases)
    } | new.reading.broken
    for item in old.bank:
        # Permissions and overrides have no pages, so no link can break.
        if (item.kind, item.id) not in kept and not isinstance(item, Permission | Override):
            yield _lost_item(item, old, new)


def _lost_item(item: Item, old: Reading, new: Loaded) -> Diagnostic:
    successor = _successor(item, old, new)
    message = f"the {item.kind} `{item.id}` is gone, and no item has it as an alias"
    if successor is None:
        fix = f"Restore the file, or write `aliases: [{item.id}]` in the item that replaces it."
        return Diagnostic(Code.LOST_ID, message, old.documents[item.kind, item.id].path, fix)
    document = new.reading.documents[successor.kind, successor.id]
    fix = f"Write `aliases: [{item.id}]` here if `{successor.id}` replaces it."
    return document.diagnostic(Code.LOST_ID, message, fix, document.span_of(("aliases",)))


def _successor(item: Item, old: Reading, new: Loaded) -> Item | None:
    """Return the new item that is most like the lost one, or None."""
    added = {
        id_: other
        for id_, other in new.bank.items[item.kind].items()
        if id_ not in old.bank.items[item.kind]
    }
    names = {name: id_ for id_, other in added.items() for name in (id_, other.label)}
    tries = (closest(name, names) for name in (item.label, item.id))
    return next((added[id_] for id_ in tries if id_), None)


def lost_tags(old: Reading, new: Loaded) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each lost tag, with the moments that it marked."""
    kept = {id_ for tag in new.bank.tags.values() for id_ in (tag.id, *tag.aliases)}
    if "tag" in new.reading.unsure:
        return
    for tagset in old.bank.of(TagSet).values():
        for tag in tagset.tags:
            if tag.id not in kept:
                yield _lost_tag(tagset, tag.id, old, new)


def _lost_tag(tagset: TagSet, tag: str, old: Reading, new: Loaded) -> Diagnostic:
    message = f"the tag `{tag}` is gone, and no tag has it as an alias{_used(tag, old)}"
    fix = f"Restore it, or write `aliases: [{tag}]` in the tag that replaces it."
    document = new.reading.documents.get((tagset.kind, tagset.id))
    if document is None:
        path = old.documents[tagset.kind, tagset.id].path
        return Diagnostic(Code.LOST_ID, message, path, fix)
    offsets = document.span_of(("tags",), key=True)
    return document.diagnostic(Code.LOST_ID, message, fix, offsets)


def _used(tag: str, old: Reading) -> str:
    """Return the end of a message that lists moments with the tag."""
    moments = [
        f"`{clip.id}` at {format_timecode(moment.at)}"
        for clip in old.bank.of(Clip).values()
        for moment in clip.moments
        if moment.tag == tag
    ]
    if not moments:
        return ""
    shown = ", ".join(moments[:_SHOWN])
    more = f" and {len(moments) - _SHOWN} more" if len(moments) > _SHOWN else ""
    return f"; it marks moments in {shown}{more}"


_SHOWN = 5
