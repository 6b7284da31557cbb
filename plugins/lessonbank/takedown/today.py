"""Decide which items of a built site may still be shown today.

Errors in content may stop a build, but never a takedown: it uses all content that can be read. An
item stays only if its current record can be read and still allows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import ConfigDict, ValidationError

from lessonbank.bank import (
    ITEM_TYPES,
    Bank,
    Box,
    Clip,
    Item,
    ItemTypes,
    Override,
    Permission,
    Person,
    Recording,
    Redactions,
    School,
    Sound,
)
from lessonbank.content import Document, Reading, Tree, UnreadableError, read_records
from lessonbank.content.layout import CONTENT, TRUST, lay_out
from lessonbank.content.read import STAND_IN
from lessonbank.editions import (
    Denials,
    Edition,
    Key,
    Occasion,
    Refusal,
    Rule,
    refusals,
    with_orphans,
)
from lessonbank.files.fingerprint import Stamp
from lessonbank.outputs import item_data

_GOVERNING = {
    Recording: ("permission", "school", "media", "described", "poster", "redactions"),
    Person: ("credit",),
    School: ("left_on",),
}
"""Fields that decide what may be shown. Errors in other fields have no effect."""
_CREDITS = ("name", "initials", "role", "anonymous")
"""Forms of credit, from most to least identifying."""


def denied_today(
    built: Bank, edition: Edition, tree: Tree, today: date, types: ItemTypes = ITEM_TYPES
) -> Denials:
    """The items of a built site that may no longer be shown, and those that need them.

    `built` is the bank of the site's edition. Where the trust cannot be read its own policy, that
    of the day of the build, holds on. An item of none of the `types` goes: nobody can read it.
    """
    reading, found = read_records(tree, types)
    trust = built.trust if reading.bank.trust is STAND_IN else reading.bank.trust
    now = replace(found.bank, trust=trust)
    if edition.kind and (edition.kind, edition.audience) not in reading.broken:
        nobody = edition.audience_in(now, today) is None
    else:
        nobody = False
    judge = _Judge(built, reading, Occasion(now, edition, today, found.faulty), nobody)
    denials = {(item.kind, item.id): tuple(judge.on(item)) for item in built}
    return with_orphans(built, {key: found for key, found in denials.items() if found})


def written(tree: Tree, types: ItemTypes = ITEM_TYPES) -> frozenset[Key]:
    """The kind and id of every item that has a file today, whatever is in it."""
    files = lay_out(tree.paths(CONTENT), types).items
    return frozenset((file.model.kind, file.id) for file in files)


def stamps(root: Path) -> Mapping[str, Stamp]:
    """Return stamps of all files that decide what may be shown, by path."""
    content = root / CONTENT
    found = [root / TRUST]
    for model in (Permission, Override, Recording, Person, School):
        found += sorted((content / model.folder).glob("*"))
    return {str(path): Stamp.of(path) for path in found if path.is_file()}


class UnreadItem(Item):
    """An item of a built site whose model is not there: all that it says is known, and no more."""

    model_config = ConfigDict(extra="allow")


def unread_model(kind: str) -> type[UnreadItem]:
    """The model that stands in for that of a kind."""
    return type("UnreadItem", (UnreadItem,), {"kind": kind, "folder": f"{kind}s"})


@dataclass(frozen=True)
class _Judge:
    """Compares items of a built site with their current records."""

    built: Bank
    reading: Reading
    occasion: Occasion
    is_for_nobody: bool
    """Whether the edition's audience is no longer in the bank."""

    def on(self, item: Item) -> Iterator[Refusal]:
        """Why the item may be shown no longer."""
        if isinstance(item, UnreadItem):
            yield Refusal(Rule.RECORD, f"the package that reads a {item.kind} cannot be used")
            return
        record = self._record(item)
        if record is None:
            yield self._without_record(item)
            return
        yield from refusals(record, self.occasion)
        match item, record:
            case Permission(), _ if self.is_for_nobody:
                audience = f"{self.occasion.edition.kind} {self.occasion.edition.audience}"
                yield Refusal(Rule.AUDIENCE, f"{audience} no longer exists")
            case Recording(), Recording():
                yield from self._on_recording(item, record)
            case Clip(), _:
                yield from self._on_clip(item)
            case Person(), Person() if _CREDITS.index(record.credit) > _CREDITS.index(item.credit):
                yield Refusal(Rule.CREDIT, f"{item.id} is now credited by {record.credit}")

    def _without_record(self, item: Item) -> Refusal:
        if (item.kind, item.id) in self.reading.broken:
            return Refusal(Rule.RECORD, f"the file of the {item.kind} {item.id} cannot be read")
        return Refusal(Rule.GONE, f"the file of the {item.kind} {item.id} was deleted")

    def _record(self, item: Item) -> Item | None:
        """Return the current item, or the valid part of it if its file has errors."""
        key = item.kind, item.id
        found = self.occasion.bank.items.get(item.kind, {}).get(item.id)
        if found is not None or key not in self.reading.broken:
            return found
        if type(item) not in _GOVERNING:
            return item
        document = self.reading.documents.get(key)
        return _with_governing_fields(item, document) if document else None

    def _on_recording(self, built: Recording, now: Recording) -> Iterator[Refusal]:
        permission = self.occasion.bank.of(Permission).get(now.permission)
        if permission is None:
            yield Refusal(Rule.NEEDS, f"there is no permission {now.permission}")
        else:
            yield from refusals(permission, self.occasion)
        if now.films != built.films and not now.films.items() >= built.films.items():
            yield Refusal(Rule.REDACTED, f"the recording {built.id} now has another film")
        if (built.poster, now.poster) == ("frame", "card"):
            yield Refusal(
                Rule.REDACTED, f"frames of {built.id} may no longer be shown as its poster"
            )

    def _on_clip(self, clip: Clip) -> Iterator[Refusal]:
        built = self.built.recording_of(clip)
        now = self._record(built)
        if isinstance(now, Recording):
            wanted = now.redactions.within(clip.start, clip.end)
            made = built.redactions.within(clip.start, clip.end)
            if not _covers(made, wanted):
                yield Refusal(Rule.REDACTED, f"more of {built.id} is now covered or silenced")


def _with_governing_fields(item: Item, document: Document) -> Item | None:
    """Return the built item with its current governing fields; None if they are invalid."""
    try:
        data = document.data()
        fields = {name: data[name] for name in _GOVERNING[type(item)] if name in data}
        kept = {n: v for n, v in item_data(item).items() if n not in _GOVERNING[type(item)]}
        return type(item).model_validate({**kept, **fields})
    except (UnreadableError, ValidationError, TypeError):
        return None


def _covers(made: Redactions, wanted: Redactions) -> bool:
    """Whether each wanted redaction lies within one that was made."""
    boxes = all(any(_box_covers(each, box) for each in made.boxes) for box in wanted.boxes)
    sounds = all(any(_lasts(each, sound) for each in made.sounds) for sound in wanted.sounds)
    return boxes and sounds


def _box_covers(made: Box, wanted: Box) -> bool:
    return (
        _lasts(made, wanted)
        and made.style in {"solid", wanted.style}
        and made.left <= wanted.left
        and made.top <= wanted.top
        and made.left + made.width >= wanted.left + wanted.width
        and made.top + made.height >= wanted.top + wanted.height
    )


def _lasts(made: Box | Sound, wanted: Box | Sound) -> bool:
    return made.start <= wanted.start and made.end >= wanted.end
