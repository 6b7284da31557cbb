"""Programmes: workshops in sequence over several terms."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from lessonbank.bank.item import PersonId, Slug, Text, Value, WorkshopId
from lessonbank.bank.offer import Offer
from lessonbank.bank.people import WebAddress
from lessonbank.bank.tags import Points


class Strand(Value):
    """A thread that runs through the programme."""

    id: Slug
    """A short name that never changes."""
    label: Text
    """The strand's name for readers."""
    summary: Text | None = None
    """One line about the strand."""


class Step(Value):
    """A workshop at its place in the sequence."""

    workshop: WorkshopId
    """The workshop."""
    term: Text
    """The term, in the trust's own words: `Autumn`, `Spring, second half`."""
    strand: Slug | None = None
    """The id of the strand that it belongs to."""


class Evidence(Value):
    """Research behind the design of the programme, and its implication."""

    title: Text
    """The title of the study or report."""
    url: WebAddress | None = None
    """Where to read it."""
    says: Text | None = None
    """What it says, and what follows for the programme."""


class Programme(Offer):
    """A sequence of workshops, with strands and evidence."""

    kind: ClassVar[str] = "programme"
    folder: ClassVar[str] = "programmes"

    aims: Points
    """What the programme should change."""
    leads: tuple[PersonId, ...] = ()
    """The people who lead it."""
    strands: tuple[Strand, ...] = ()
    """Threads that run through it."""
    sequence: Annotated[tuple[Step, ...], Field(min_length=1)]
    """The workshops, in order."""
    hours: float | None = Field(default=None, gt=0, le=500)
    """Total hours, work between workshops included; by default the sum of the workshops."""
    evidence: tuple[Evidence, ...] = ()
    """The research behind it."""
