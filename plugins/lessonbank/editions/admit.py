"""Bank -> the Bank one edition may see, and why.

Whatever comes after this room is handed an `Admission` and so cannot leak what is not in it.
Nothing here knows a type of content: items are followed along their references.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lessonbank.bank import Bank, Item, Mention, mentions, without
from lessonbank.editions.gates import Occasion, refusal

Key = tuple[str, str]
"""An item's kind and id."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an item is in the edition; `reason` is None where it is."""

    kind: str
    id: str
    reason: str | None

    @property
    def admitted(self) -> bool:
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Admission:
    """The edition's own bank, and one decision for each item of the whole bank."""

    bank: Bank
    occasion: Occasion
    decisions: tuple[Decision, ...]

    @property
    def denied(self) -> tuple[Decision, ...]:
        return tuple(decision for decision in self.decisions if not decision.admitted)


def admit(occasion: Occasion) -> Admission:
    """The part of the occasion's bank that its edition may show on its day."""
    reasons = _reasons(occasion)
    decisions = tuple(
        Decision(item.kind, item.id, reasons.get((item.kind, item.id))) for item in occasion.bank
    )
    return Admission(_only(occasion.bank, reasons), occasion, decisions)


def _reasons(occasion: Occasion) -> Mapping[Key, str]:
    """Why each denied item is denied: by a gate, or for want of what it needs."""
    reasons = {
        (item.kind, item.id): reason
        for item in occasion.bank
        if (reason := refusal(item, occasion)) is not None
    }
    while more := dict(_orphans(occasion.bank, reasons)):
        reasons |= more
    return reasons


def _orphans(bank: Bank, denied: Mapping[Key, str]) -> Iterator[tuple[Key, str]]:
    for item in bank:
        if (item.kind, item.id) not in denied and (reason := _lacks(bank, item, denied)):
            yield (item.kind, item.id), reason


def _lacks(bank: Bank, item: Item, denied: Mapping[Key, str]) -> str | None:
    for mention in mentions(item):
        key = (mention.reference.kind, mention.id)
        if mention.reference.needed and key in denied:
            return denied[key]
        if mention.reference.needed and mention.id not in bank.ids(mention.reference.kind):
            return f"there is no {mention.reference.kind} {mention.id}"
    bereft = without(item, lambda mention: (mention.reference.kind, mention.id) in denied) is None
    return "a field it cannot be without is denied" if bereft else None


def _only(bank: Bank, denied: Mapping[Key, str]) -> Bank:
    def gone(mention: Mention) -> bool:
        return (mention.reference.kind, mention.id) in denied

    items = {
        kind: {
            id_: kept
            for id_, item in of_kind.items()
            if (kind, id_) not in denied and (kept := without(item, gone)) is not None
        }
        for kind, of_kind in bank.items.items()
    }
    return replace(bank, items=items)
