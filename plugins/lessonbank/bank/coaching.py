"""Coaching and mentoring: a cycle that two people repeat."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from lessonbank.bank.item import FormId, PersonId, TechniqueId, Text, Value
from lessonbank.bank.offer import Offer
from lessonbank.bank.tags import Points
from lessonbank.bank.watchlist import Viewing


class CycleStep(Value):
    """One part of the cycle: what happens, when, and the form to record it on."""

    title: Text
    """The name of the step."""
    what: Text
    """What happens in it."""
    when: Text | None = None
    """When it happens, in words: `the same day`."""
    minutes: int | None = Field(default=None, ge=1, le=480)
    """How long it takes."""
    form: FormId | None = None
    """The form to record it on."""


class Coaching(Offer):
    """A coaching or mentoring cycle and its code of practice."""

    kind: ClassVar[str] = "coaching"
    folder: ClassVar[str] = "coaching"

    leads: tuple[PersonId, ...] = ()
    """The people who coach or are responsible."""
    request: Text | None = None
    """How to ask for it."""
    cycle: Annotated[tuple[CycleStep, ...], Field(min_length=1)]
    """The steps of the cycle, in order."""
    code_of_practice: Points
    """What it is never used for, who sees the notes, that it is voluntary."""
    clips: tuple[Viewing, ...] = ()
    """Clips to watch together, each with a question."""
    techniques: tuple[TechniqueId, ...] = ()
    """The techniques that it works on."""
    forms: tuple[FormId, ...] = ()
    """Forms in addition to those of the cycle."""

    @property
    def minutes(self) -> int:
        """Length of one cycle in minutes; steps without a length count as 0."""
        return sum(step.minutes or 0 for step in self.cycle)

    @property
    def every_form(self) -> tuple[str, ...]:
        """The forms of the cycle in its order, then the others, each once."""
        of_cycle = (step.form for step in self.cycle if step.form)
        return tuple(dict.fromkeys((*of_cycle, *self.forms)))
