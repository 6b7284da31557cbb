"""Coaching and mentoring: a cycle that two people go through again and again."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from lessonbank.bank.item import FormId, PersonId, TechniqueId, Text, Value
from lessonbank.bank.offer import Offer
from lessonbank.bank.tags import Points
from lessonbank.bank.watchlist import Viewing


class CycleStep(Value):
    """One part of the cycle: what happens, when, and on which form it is written down."""

    title: Text
    what: Text
    when: Text | None = None
    """As in `the same day`."""
    minutes: int | None = Field(default=None, ge=1, le=480)
    form: FormId | None = None


class Coaching(Offer):
    """A way of coaching or mentoring, and what those who take part can rely on."""

    kind: ClassVar[str] = "coaching"
    folder: ClassVar[str] = "coaching"

    leads: tuple[PersonId, ...] = ()
    """Those who coach, or answer for it."""
    request: Text | None = None
    """How to ask for it."""
    cycle: Annotated[tuple[CycleStep, ...], Field(min_length=1)]
    code_of_practice: Points
    """What it is never used for, who sees what is written, that nobody has to."""
    clips: tuple[Viewing, ...] = ()
    """What is watched together, each with the question to watch it with."""
    techniques: tuple[TechniqueId, ...] = ()
    forms: tuple[FormId, ...] = ()
    """Beside those of the cycle."""

    @property
    def minutes(self) -> int:
        """How long one turn of the cycle takes, as far as it is said."""
        return sum(step.minutes or 0 for step in self.cycle)

    @property
    def every_form(self) -> tuple[str, ...]:
        """The forms of the cycle in its order, then the others, each once."""
        of_cycle = (step.form for step in self.cycle if step.form)
        return tuple(dict.fromkeys((*of_cycle, *self.forms)))
