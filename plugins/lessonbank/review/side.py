"""One state of the bank, and what each edition shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from lessonbank.bank import Item
from lessonbank.content import Reading, Records
from lessonbank.content.read import STAND_IN
from lessonbank.editions import Admission, Edition, Key, Occasion, Refusal, admit


class State(StrEnum):
    """What an edition does with an item."""

    SHOWN = "shown"
    WITHHELD = "not shown"
    ABSENT = "not there"
    UNREADABLE = "cannot be read"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Standing:
    """An item's state in an edition; a withheld item has a refusal."""

    state: State
    refusal: Refusal | None = None

    @property
    def is_shown(self) -> bool:
        return self.state is State.SHOWN


@dataclass(frozen=True)
class Side:
    """The bank before or after a change.

    `admissions` are by the edition's name. There are none if the trust's file cannot be read,
    because its policy decides too. `films` are digests by the recording's id.
    """

    reading: Reading
    records: Records
    admissions: Mapping[str, Admission]
    films: Mapping[str, str]

    @property
    def is_decided(self) -> bool:
        return bool(self.admissions)

    @cached_property
    def items(self) -> Mapping[Key, Item]:
        """The readable items."""
        return {(item.kind, item.id): item for item in self.reading.bank}

    @cached_property
    def keys(self) -> frozenset[Key]:
        """All items, also those that cannot be read."""
        return frozenset(self.items) | self.reading.broken

    @cached_property
    def _standings(self) -> Mapping[str, Mapping[Key, Standing]]:
        return {
            name: {
                (each.kind, each.id): Standing(
                    State.SHOWN if each.admitted else State.WITHHELD,
                    None if each.admitted else each.refusals[0],
                )
                for each in admission.decisions
            }
            for name, admission in self.admissions.items()
        }

    def text(self, key: Key) -> str | None:
        """Return the text of an item's file."""
        document = self.reading.documents.get(key)
        return document.text if document else None

    def standing(self, key: Key, edition: str) -> Standing:
        """Return what an edition does with an item."""
        if key in self.reading.broken:
            return Standing(State.UNREADABLE)
        if key not in self.items:
            return Standing(State.ABSENT)
        if not self.is_decided:
            return Standing(State.UNKNOWN)
        return self._standings.get(edition, {}).get(key, Standing(State.ABSENT))

    def shown(self, edition: str) -> frozenset[Key]:
        """Return the items that an edition shows."""
        standings = self._standings.get(edition, {})
        return frozenset(key for key, standing in standings.items() if standing.is_shown)


def side(
    reading: Reading,
    records: Records,
    today: date,
    editions: Iterable[Edition],
    *,
    films: Mapping[str, str],
    unmade: Mapping[str, str],
) -> Side:
    """Decide what each edition shows on a day. `unmade` are clips without a film, and why."""
    if reading.bank.trust == STAND_IN:
        return Side(reading, records, {}, films)
    bank = records.bank
    admissions = {
        str(edition): admit(Occasion(bank, edition, today, records.faulty, unmade))
        for edition in editions
        if edition.kind is None or edition.audience_in(bank) is not None
    }
    return Side(reading, records, admissions, films)
