"""Workshops: the content and agenda of one meeting."""

from __future__ import annotations

from typing import ClassVar

from lessonbank.bank.item import PersonId, TechniqueId, Text
from lessonbank.bank.offer import Offer
from lessonbank.bank.resource import Resource
from lessonbank.bank.tags import Points
from lessonbank.bank.watchlist import AgendaItem, Viewing


class Workshop(Offer):
    """One meeting, which may be held many times. Its dates are sessions."""

    kind: ClassVar[str] = "workshop"
    folder: ClassVar[str] = "workshops"

    outcomes: Points
    agenda: tuple[AgendaItem, ...] = ()
    facilitators: tuple[PersonId, ...] = ()
    pre_work: tuple[Text, ...] = ()
    follow_up: tuple[Text, ...] = ()
    clips: tuple[Viewing, ...] = ()
    """Clips to watch, each with a question."""
    techniques: tuple[TechniqueId, ...] = ()
    resources: tuple[Resource, ...] = ()

    @property
    def minutes(self) -> int:
        """Length of the agenda in minutes."""
        return sum(item.minutes for item in self.agenda)
