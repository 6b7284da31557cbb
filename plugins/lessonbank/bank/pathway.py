"""Pathways: the training that a role is entitled to at a career stage."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from lessonbank.bank.item import (
    CareerStageId,
    CoachingId,
    CommunityId,
    ProgrammeId,
    RoleId,
    TechniqueId,
    Text,
    Value,
    WatchListId,
    WorkshopId,
)
from lessonbank.bank.offer import Offer


class PathwayStep(Value):
    """One step: an item of the bank, or a few words."""

    one_of: ClassVar[tuple[str, ...]] = (
        *("workshop", "programme", "community", "coaching", "technique", "watchlist", "what"),
    )

    workshop: WorkshopId | None = None
    """The step is this workshop."""
    programme: ProgrammeId | None = None
    """The step is this programme."""
    community: CommunityId | None = None
    """The step is this community."""
    coaching: CoachingId | None = None
    """The step is this coaching."""
    technique: TechniqueId | None = None
    """The step is to read about this technique."""
    watchlist: WatchListId | None = None
    """The step is to watch this list."""
    what: Text | None = None
    """The step in words, if it is no item: `Meet your mentor`."""
    when: Text
    """When, in the trust's own words: `First week`, `Autumn`, `Every half term`."""
    hours: float | None = Field(default=None, gt=0, le=500)
    """How many hours it takes."""
    statutory: bool = False
    """Whether the law requires it; statutory training is shown separately from CPD."""
    note: Text | None = None
    """A remark about the step."""


class Pathway(Offer):
    """The steps of one role at one stage, in order."""

    kind: ClassVar[str] = "pathway"
    folder: ClassVar[str] = "pathways"

    roles: Annotated[tuple[RoleId, ...], Field(min_length=1)]
    """The roles that it is for."""
    stage: CareerStageId
    """The career stage that it is for."""
    steps: Annotated[tuple[PathwayStep, ...], Field(min_length=1)]
    """The steps, in order."""
    contact: Text | None = None
    """Who to contact if a step does not happen."""

    def hours(self, *, statutory: bool) -> float:
        """Return the total hours of the statutory or the other steps; missing hours count as 0."""
        return sum(step.hours or 0.0 for step in self.steps if step.statutory == statutory)
