"""Lessons for pupils who cannot attend, and the units that group them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from lessonbank.bank.item import Item, Page, Reference, Slug, SubjectId, Text, Value, YearId
from lessonbank.bank.resource import Resource


class Keyword(Value):
    """A word used in the lesson, and its meaning."""

    keyword: Text
    """The word."""
    description: Text
    """What it means, for pupils."""


class Lesson(Page):
    """A clip for pupils. Its page shows nothing meant for staff.

    To offer a whole recording, make a clip that covers all of it.
    """

    kind: ClassVar[str] = "lesson"
    folder: ClassVar[str] = "lessons"

    title: Text
    """The title of the lesson, for pupils."""
    clip: Annotated[Slug, Reference("clip", needed=True)]
    """The clip that pupils watch."""
    outcome: Annotated[
        Text, Field(description="what a pupil can do afterwards", examples=["I can ..."])
    ]
    """What a pupil can do afterwards."""
    key_points: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What pupils should remember."""
    keywords: tuple[Keyword, ...] = ()
    """New words and what they mean."""
    tasks: tuple[Text, ...] = ()
    """What pupils do, step by step."""
    resources: tuple[Resource, ...] = ()
    """Files to download."""


class Unit(Item):
    """Lessons of one subject and year, in order."""

    kind: ClassVar[str] = "unit"
    folder: ClassVar[str] = "units"

    title: Text
    """The title of the unit, for pupils."""
    subject: SubjectId
    """The subject."""
    year: YearId
    """The year group."""
    summary: Text
    """One line about the unit."""
    lessons: Annotated[tuple[Annotated[Slug, Reference("lesson")], ...], Field(min_length=1)]
    """The lessons, in order."""
