"""The recall: packs that hold something that may no longer be shown, and what that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lessonbank.bank import Bank, Clip, ItemTypes, Permission, Recording
from lessonbank.content import Tree, read_records
from lessonbank.editions import Edition, Key, Occasion, refusals
from lessonbank.outputs import item_data
from lessonbank.packs.ledger import Entry, Ledger
from lessonbank.packs.recall_list import digest, shown_of
from lessonbank.takedown import written


@dataclass(frozen=True, slots=True)
class Reason:
    """An item of a pack that may no longer be shown, and why."""

    item: Key
    words: str


@dataclass(frozen=True, slots=True)
class Recall:
    """A pack of the ledger, and why its copies must come back; no reason if they need not."""

    entry: Entry
    reasons: tuple[Reason, ...]

    @property
    def is_needed(self) -> bool:
        """Return whether older copies may show something that may no longer be shown."""
        return bool(self.reasons and self.entry.copies)

    def digests(self, bank: str) -> Iterator[str]:
        """Yield the digest of each item, for a list of the bank with this public key."""
        for kind, id_ in (reason.item for reason in self.reasons):
            shown = self.entry.recordings[id_] if kind == Recording.kind else ""
            yield digest(bank, self.entry.edition, kind, id_, shown)


def withdrawn(recalls: Iterable[Recall], bank: str) -> frozenset[str]:
    """Return the digests of a recall list: of everything withdrawn that any pack holds."""
    return frozenset(each for recall in recalls for each in recall.digests(bank))


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
    there: frozenset[Key],
    today: date,
) -> Iterator[Reason]:
    occasion = Occasion(bank, Edition.parse(entry.edition), today, faulty)
    permissions = bank.of(Permission)
    for reference in entry.permissions:
        key = Permission.kind, reference
        if reference not in permissions:
            yield Reason(key, f"the permission {reference} is not in the bank")
            continue
        for refusal in refusals(permissions[reference], occasion)[:1]:
            yield Reason(key, f"{reference}: {refusal.reason}")
    recordings = bank.of(Recording)
    for id_ in entry.recordings:
        key = Recording.kind, id_
        if key not in there:
            yield Reason(key, f"the recording {id_} was deleted")
        elif id_ in recordings and (words := _changed(recordings[id_], entry)):
            yield Reason(key, words)
    kept = {alias for clip in bank.of(Clip).values() for alias in clip.aliases}
    for id_ in entry.clips:
        key = Clip.kind, id_
        if key not in there and id_ not in kept:
            yield Reason(key, f"the clip {id_} was deleted")


def _changed(recording: Recording, entry: Entry) -> str | None:
    if recording.permission not in entry.permissions:
        return f"the recording {recording.id} is under another permission"
    if shown_of(item_data(recording)) != entry.recordings[recording.id]:
        return f"the film, the redactions or the permission of {recording.id} have changed"
    return None
