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
    label: Text
    summary: Text | None = None


class Step(Value):
    """A workshop at its place in the sequence."""

    workshop: WorkshopId
    term: Text
    """The term, in the trust's own words: `Autumn`, `Spring, second half`."""
    strand: Slug | None = None


class Evidence(Value):
    """Research behind the design of the programme, and its implication."""

    title: Text
    url: WebAddress | None = None
    says: Text | None = None


class Programme(Offer):
    """A sequence of workshops, with strands and evidence."""

    kind: ClassVar[str] = "programme"
    folder: ClassVar[str] = "programmes"

    aims: Points
    leads: tuple[PersonId, ...] = ()
    strands: tuple[Strand, ...] = ()
    sequence: Annotated[tuple[Step, ...], Field(min_length=1)]
    hours: float | None = Field(default=None, gt=0, le=500)
    """Total hours, work between workshops included; by default the sum of the workshops."""
    evidence: tuple[Evidence, ...] = ()
