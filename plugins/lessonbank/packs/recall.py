"""The recall list: packs that hold something that may no longer be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lessonbank.bank import Bank, Clip, ItemTypes, Permission, Recording
from lessonbank.content import Tree, read_records
from lessonbank.editions import Edition, Occasion, refusals
from lessonbank.outputs import item_data
from lessonbank.packs.ledger import Entry, Ledger, shown_of
from lessonbank.takedown import written


@dataclass(frozen=True, slots=True)
class Recall:
    """A pack of the ledger, and why its copies must come back; no reason if they need not."""

    entry: Entry
    reasons: tuple[str, ...]

    @property
    def is_needed(self) -> bool:
        """Whether copies that were not updated may show what may no longer be shown."""
        return bool(self.reasons and self.entry.copies)


def recalls(ledger: Ledger, tree: Tree, today: date, types: ItemTypes) -> tuple[Recall, ...]:
    """Decide each pack again, from all content that can be read."""
    _, found = read_records(tree, types)
    there = written(tree, types)
    return tuple(
        Recall(
            entry,
            tuple(dict.fromkeys(_reasons(entry, found.bank, found.faulty, there, today))),
        )
        for entry in ledger.packs
    )


def _reasons(
    entry: Entry,
    bank: Bank,
    faulty: frozenset[str],
    there: frozenset[tuple[str, str]],
    today: date,
) -> Iterator[str]:
    occasion = Occasion(bank, Edition.parse(entry.edition), today, faulty)
    permissions = bank.of(Permission)
    for reference in entry.permissions:
        if reference not in permissions:
            yield f"the permission {reference} is not in the bank"
            continue
        for refusal in refusals(permissions[reference], occasion)[:1]:
            yield f"{reference}: {refusal.reason}"
    recordings = bank.of(Recording)
    for id_ in entry.recordings:
        if (Recording.kind, id_) not in there:
            yield f"the recording {id_} was deleted"
        elif id_ in recordings:
            yield from _changed(recordings[id_], entry)
    kept = {alias for clip in bank.of(Clip).values() for alias in clip.aliases}
    for id_ in entry.clips:
        if (Clip.kind, id_) not in there and id_ not in kept:
            yield f"the clip {id_} was deleted"


def _changed(recording: Recording, entry: Entry) -> Iterator[str]:
    if recording.permission not in entry.permissions:
        yield f"the recording {recording.id} is under another permission"
    if shown_of(item_data(recording)) != entry.recordings[recording.id]:
        yield f"the film or the redactions of {recording.id} have changed"
