"""Lessons for pupils who cannot attend, and the units that group them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from lessonbank.bank.item import Item, Page, Reference, Slug, SubjectId, Text, Value, YearId
from lessonbank.bank.resource import Resource


class Keyword(Value):
    """A word used in the lesson, and its meaning."""

    keyword: Text
    description: Text


class Lesson(Page):
    """A clip for pupils. Its page shows nothing meant for staff.

    To offer a whole recording, make a clip that covers all of it.
    """

    kind: ClassVar[str] = "lesson"
    folder: ClassVar[str] = "lessons"

    title: Text
    clip: Annotated[Slug, Reference("clip", needed=True)]
    outcome: Annotated[
        Text, Field(description="what a pupil can do afterwards", examples=["I can ..."])
    ]
    key_points: Annotated[tuple[Text, ...], Field(min_length=1)]
    keywords: tuple[Keyword, ...] = ()
    tasks: tuple[Text, ...] = ()
    resources: tuple[Resource, ...] = ()


class Unit(Item):
    """Lessons of one subject and year, in order."""

    kind: ClassVar[str] = "unit"
    folder: ClassVar[str] = "units"

    title: Text
    subject: SubjectId
    year: YearId
    summary: Text
    lessons: Annotated[tuple[Annotated[Slug, Reference("lesson")], ...], Field(min_length=1)]
