"""Workshops: what is learned in one meeting, and how the time is spent."""

from __future__ import annotations

from typing import ClassVar

from lessonbank.bank.item import PersonId, TechniqueId, Text
from lessonbank.bank.offer import Offer
from lessonbank.bank.resource import Resource
from lessonbank.bank.tags import Points
from lessonbank.bank.watchlist import AgendaItem, Viewing


class Workshop(Offer):
    """One meeting, which may be held many times: its dates are sessions."""

    kind: ClassVar[str] = "workshop"
    folder: ClassVar[str] = "workshops"

    outcomes: Points
    agenda: tuple[AgendaItem, ...] = ()
    facilitators: tuple[PersonId, ...] = ()
    pre_work: tuple[Text, ...] = ()
    follow_up: tuple[Text, ...] = ()
    clips: tuple[Viewing, ...] = ()
    """What is watched, each with the question to watch it with."""
    techniques: tuple[TechniqueId, ...] = ()
    resources: tuple[Resource, ...] = ()

    @property
    def minutes(self) -> int:
        """How long the agenda takes."""
        return sum(item.minutes for item in self.agenda)
