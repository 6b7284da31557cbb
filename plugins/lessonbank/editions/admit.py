"""Filter the bank for one edition, and record why each item is in or out.

Later stages get only the `Admission`, so they cannot leak an item that it lacks. Nothing here
depends on the type of an item: denials spread along references.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lessonbank.bank import (
    Bank,
    Item,
    Mention,
    Overlay,
    Page,
    Scope,
    kept,
    mentions,
    seen_by,
    without,
)
from lessonbank.editions.gates import Occasion, Refusal, Rule, refusals

Key = tuple[str, str]
"""An item's kind and id."""
Denials = Mapping[Key, tuple[Refusal, ...]]


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an item is in the edition. `refusals` say why not; reports show the first."""

    kind: str
    id: str
    refusals: tuple[Refusal, ...] = ()

    @property
    def admitted(self) -> bool:
        return not self.refusals

    @property
    def reason(self) -> str | None:
        return self.refusals[0].reason if self.refusals else None


@dataclass(frozen=True, slots=True)
class Ended:
    """An item that the edition no longer shows, reduced to what a tombstone page needs."""

    kind: str
    folder: str
    ids: tuple[str, ...]
    """The id and the aliases."""


@dataclass(frozen=True, slots=True)
class Admission:
    """The edition's own bank, and one decision for each item of the whole bank.

    `ended` lists items that the edition showed before. `struck` counts, for each item in the bank,
    the references that were removed because the edition may not show their targets.
    """

    bank: Bank
    occasion: Occasion
    decisions: tuple[Decision, ...]
    ended: tuple[Ended, ...]
    struck: Mapping[Key, int]

    @property
    def denied(self) -> tuple[Decision, ...]:
        return tuple(decision for decision in self.decisions if not decision.admitted)


def admit(occasion: Occasion) -> Admission:
    """Return the part of the bank that the edition may show on that day."""
    whole = occasion.bank
    denials = _denials(occasion)
    decisions = tuple(
        Decision(item.kind, item.id, denials.get((item.kind, item.id), ())) for item in whole
    )
    bank = _for_readers(only(whole, denials), occasion.edition.scope)
    return Admission(bank, occasion, decisions, tuple(_ended(whole, denials)), _struck(whole, bank))


def _denials(occasion: Occasion) -> Denials:
    """Return the refusals of each denied item: from gates, or for a denied dependency."""
    by_gates = {
        (item.kind, item.id): found for item in occasion.bank if (found := refusals(item, occasion))
    }
    return with_orphans(occasion.bank, by_gates)


def with_orphans(bank: Bank, denied: Denials) -> Denials:
    """Return `denied` and every item that depends on a denied item."""
    denials = dict(denied)
    while more := dict(_orphans(bank, denials)):
        denials |= more
    return denials


def _orphans(bank: Bank, denied: Denials) -> Iterator[tuple[Key, tuple[Refusal, ...]]]:
    for item in bank:
        if (item.kind, item.id) not in denied and (
            found := _dependency_refusals(bank, item, denied)
        ):
            yield (item.kind, item.id), found


def _dependency_refusals(bank: Bank, item: Item, denied: Denials) -> tuple[Refusal, ...]:
    """Return why the item depends on denied items; empty if it does not."""
    needed = [mention for mention in mentions(item) if mention.reference.needed]
    found = [refusal for mention in needed for refusal in _refusals_of(mention, bank, denied)]
    if found:
        return tuple(dict.fromkeys(found))
    gone = [denied[key] for mention in mentions(item) if (key := _key(mention)) in denied]
    if gone and without(item, lambda mention: _key(mention) in denied) is None:
        over = all(refusal.over for refusals_ in gone for refusal in refusals_)
        return (Refusal(Rule.NEEDS, "everything in a required field is denied", over),)
    return ()


def _refusals_of(mention: Mention, bank: Bank, denied: Denials) -> tuple[Refusal, ...]:
    kind = mention.reference.kind
    if mention.id not in bank.ids(kind):
        return (Refusal(Rule.NEEDS, f"there is no {kind} {mention.id}"),)
    return denied.get(_key(mention), ())


def _key(mention: Mention) -> Key:
    return mention.reference.kind, mention.id


def only(bank: Bank, denied: Denials) -> Bank:
    """Return the bank without denied items and without references to them."""

    def gone(mention: Mention) -> bool:
        return _key(mention) in denied

    items = {
        kind: {
            id_: kept
            for id_, item in of_kind.items()
            if (kind, id_) not in denied and (kept := without(item, gone)) is not None
        }
        for kind, of_kind in bank.items.items()
    }
    return replace(bank, items=items)


def _for_readers(bank: Bank, scope: Scope) -> Bank:
    """Return the bank with only the fields that readers of `scope` may see."""
    items = {
        kind: {id_: seen_by(item, scope) for id_, item in of_kind.items()}
        for kind, of_kind in bank.items.items()
    }
    withheld = {(item.kind, item.id): _withheld_fields(item, scope) for item in bank}
    return replace(
        bank,
        trust=seen_by(bank.trust, scope),
        items=items,
        withheld={key: fields for key, fields in withheld.items() if fields},
    )


def _withheld_fields(item: Item, scope: Scope) -> frozenset[str]:
    """Return the names of fields with content that readers of `scope` may not see."""
    found = (each for each in kept(item) if each.scope.reach < scope.reach)
    return frozenset(str(each.location[0]) for each in found)


def _ended(bank: Bank, denials: Denials) -> Iterator[Ended]:
    """Yield the items with pages that are denied only because a permission has ended."""
    for item in bank:
        found = denials.get((item.kind, item.id), ())
        if found and _has_page(item) and all(refusal.over for refusal in found):
            yield Ended(item.kind, item.folder, (item.id, *item.aliases))


def _has_page(item: Item) -> bool:
    """Return whether the item has a page at its own address. A version is below its school's."""
    return isinstance(item, Page) and not isinstance(item, Overlay)


def _struck(whole: Bank, bank: Bank) -> Mapping[Key, int]:
    """Count the references that each item of `bank` lost from `whole`."""
    counts = {
        (item.kind, item.id): _reference_count(whole.items[item.kind][item.id])
        - _reference_count(item)
        for item in bank
        if item is not whole.items[item.kind][item.id]
    }
    return {key: count for key, count in counts.items() if count}


def _reference_count(item: Item) -> int:
    return sum(1 for _ in mentions(item))
