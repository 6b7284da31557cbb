"""Case studies: what one school tried, what changed, and how it knows."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from lessonbank.bank.item import (
    CoachingId,
    CommunityId,
    PersonId,
    ProgrammeId,
    ProjectId,
    SchoolId,
    TechniqueId,
    Text,
    Value,
    WorkshopId,
)
from lessonbank.bank.resource import Resource
from lessonbank.bank.tags import Points
from lessonbank.bank.topic import Topic
from lessonbank.bank.watchlist import Viewing


class Change(Value):
    """A change, and the evidence for it."""

    what: Text
    known_by: Text


class CaseStudy(Topic):
    """An account by the people involved, with links to the work that it grew from."""

    kind: ClassVar[str] = "case-study"
    folder: ClassVar[str] = "case-studies"

    school: SchoolId | None = None
    people: tuple[PersonId, ...] = ()
    problem: Text
    done: Points
    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
    differently: Points
    """What they would do differently next time."""
    techniques: tuple[TechniqueId, ...] = ()
    programmes: tuple[ProgrammeId, ...] = ()
    workshops: tuple[WorkshopId, ...] = ()
    communities: tuple[CommunityId, ...] = ()
    coaching: tuple[CoachingId, ...] = ()
    projects: tuple[ProjectId, ...] = ()
    clips: tuple[Viewing, ...] = ()
    resources: tuple[Resource, ...] = ()
