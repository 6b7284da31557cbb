"""Forms: notes on a lesson, written by the teacher or together with them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonbank.bank.item import Item, Slug, TechniqueId, Text, Value


class FormField(Value):
    """One question. The answer to a `moment` is a clip and a time in it.

    There is no rating scale: lessons are described, never graded.
    """

    id: Slug
    """The key under which the answer is stored and exported."""
    label: Text
    """The question."""
    kind: Literal["text", "long-text", "choice", "checks", "date", "moment"] = "text"
    """How it is answered."""
    hint: Text | None = None
    """A few words of help below the question."""
    options: tuple[Text, ...] = ()
    """The answers to choose from: one for `choice`, any number for `checks`."""
    lines: int = Field(default=4, ge=2, le=20)
    """Lines on paper for a long text."""


class FormSection(Value):
    """Questions that belong together."""

    title: Text
    """The heading of the section."""
    about: Text | None = None
    """A few words below the heading."""
    fields: Annotated[tuple[FormField, ...], Field(min_length=1)]
    """The questions, in order."""


class Form(Item):
    """A sheet to print or to fill in on the page."""

    kind: ClassVar[str] = "form"
    folder: ClassVar[str] = "forms"

    title: Text
    """The title of the form."""
    summary: Text
    """One line about the form."""
    use: Literal["observation", "reflection", "coaching", "film-club"] = "reflection"
    """What the form is for."""
    audience: Text | None = None
    """Who fills it in, in words."""
    techniques: tuple[TechniqueId, ...] = ()
    """The techniques that it is about; empty for any."""
    sections: Annotated[tuple[FormSection, ...], Field(min_length=1)]
    """The sections, in order."""

    @property
    def questions(self) -> tuple[FormField, ...]:
        return tuple(field for section in self.sections for field in section.fields)
