"""Forms: what is written down about a lesson, by the person whose lesson it is or with them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonbank.bank.item import Item, Slug, TechniqueId, Text, Value


class FormField(Value):
    """One question. A `moment` is a clip and a time in it.

    There is no scale: what is seen in a lesson is described, and never graded.
    """

    id: Slug
    """What its answer is kept and exported under."""
    label: Text
    kind: Literal["text", "long-text", "choice", "checks", "date", "moment"] = "text"
    hint: Text | None = None
    options: tuple[Text, ...] = ()
    """Of a choice, of which one is chosen, and of checks, of which any number is."""
    lines: int = Field(default=4, ge=2, le=20)
    """How much room there is on paper for a long text."""


class FormSection(Value):
    """Questions that belong together."""

    title: Text
    about: Text | None = None
    fields: Annotated[tuple[FormField, ...], Field(min_length=1)]


class Form(Item):
    """A sheet to print, or to fill in where it is shown."""

    kind: ClassVar[str] = "form"
    folder: ClassVar[str] = "forms"

    title: Text
    summary: Text
    use: Literal["observation", "reflection", "coaching", "film-club"] = "reflection"
    audience: Text | None = None
    techniques: tuple[TechniqueId, ...] = ()
    """Those that it looks at; none where it is for any."""
    sections: Annotated[tuple[FormSection, ...], Field(min_length=1)]

    @property
    def questions(self) -> tuple[FormField, ...]:
        return tuple(field for section in self.sections for field in section.fields)
