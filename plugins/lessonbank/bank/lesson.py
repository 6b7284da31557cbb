"""Lessons for pupils who cannot attend, and the units in which they stand."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from lessonbank.bank.item import Item, Page, Reference, Slug, SubjectId, Text, Value, YearId
from lessonbank.bank.resource import Resource


class Keyword(Value):
    """A word of the lesson and what it means."""

    keyword: Text
    description: Text


class Lesson(Page):
    """A clip offered to pupils: its page has none of what is there for staff.

    A whole recording is offered by a clip of the whole of it.
    """

    kind: ClassVar[str] = "lesson"
    folder: ClassVar[str] = "lessons"

    title: Text
    clip: Annotated[Slug, Reference("clip", needed=True)]
    outcome: Annotated[Text, Field(description="what a pupil can do then", examples=["I can ..."])]
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
