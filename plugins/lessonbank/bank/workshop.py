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
    """What people can do afterwards."""
    agenda: tuple[AgendaItem, ...] = ()
    """The parts of the workshop, in order."""
    facilitators: tuple[PersonId, ...] = ()
    """The people who lead it."""
    pre_work: tuple[Text, ...] = ()
    """What to do before it."""
    follow_up: tuple[Text, ...] = ()
    """What to do after it."""
    clips: tuple[Viewing, ...] = ()
    """Clips to watch, each with a question."""
    techniques: tuple[TechniqueId, ...] = ()
    """The techniques that it teaches."""
    resources: tuple[Resource, ...] = ()
    """Files to download."""

    @property
    def minutes(self) -> int:
        """Length of the agenda in minutes."""
        return sum(item.minutes for item in self.agenda)
