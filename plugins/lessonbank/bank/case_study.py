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
    """What changed."""
    known_by: Text
    """How they know."""


class CaseStudy(Topic):
    """An account by the people involved, with links to the work that it grew from."""

    kind: ClassVar[str] = "case-study"
    folder: ClassVar[str] = "case-studies"

    school: SchoolId | None = None
    """The school that it is about."""
    people: tuple[PersonId, ...] = ()
    """The staff who tell it."""
    problem: Text
    """What needed to change."""
    done: Points
    """What they did, step by step."""
    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
    """What changed, and how they know."""
    differently: Points
    """What they would do differently next time."""
    techniques: tuple[TechniqueId, ...] = ()
    """The techniques that they used."""
    programmes: tuple[ProgrammeId, ...] = ()
    """The programmes behind it."""
    workshops: tuple[WorkshopId, ...] = ()
    """The workshops behind it."""
    communities: tuple[CommunityId, ...] = ()
    """The communities behind it."""
    coaching: tuple[CoachingId, ...] = ()
    """The coaching behind it."""
    projects: tuple[ProjectId, ...] = ()
    """The research behind it."""
    clips: tuple[Viewing, ...] = ()
    """Clips to watch, each with a question."""
    resources: tuple[Resource, ...] = ()
    """Files to download."""
