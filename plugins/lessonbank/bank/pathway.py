"""Pathways: what somebody in a role can count on, at a stage of their career."""

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
    """One thing to come to or to do: an item, or what the trust says in a few words."""

    one_of: ClassVar[tuple[str, ...]] = (
        *("workshop", "programme", "community", "coaching", "technique", "watchlist", "what"),
    )

    workshop: WorkshopId | None = None
    programme: ProgrammeId | None = None
    community: CommunityId | None = None
    coaching: CoachingId | None = None
    technique: TechniqueId | None = None
    watchlist: WatchListId | None = None
    what: Text | None = None
    """Where there is no item: `Meet your mentor`."""
    when: Text
    """As the trust calls it: `First week`, `Autumn`, `Every half term`."""
    hours: float | None = Field(default=None, gt=0, le=500)
    statutory: bool = False
    """Whether the law asks for it: then it is kept apart from what is learned for its own sake."""
    note: Text | None = None


class Pathway(Offer):
    """The steps of one role at one stage, in order."""

    kind: ClassVar[str] = "pathway"
    folder: ClassVar[str] = "pathways"

    roles: Annotated[tuple[RoleId, ...], Field(min_length=1)]
    stage: CareerStageId
    steps: Annotated[tuple[PathwayStep, ...], Field(min_length=1)]
    contact: Text | None = None
    """Whom to turn to when something of it does not happen."""

    def hours(self, *, statutory: bool) -> float:
        """Those of one kind together, as far as they are said."""
        return sum(step.hours or 0.0 for step in self.steps if step.statutory == statutory)
