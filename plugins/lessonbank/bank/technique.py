"""Teaching techniques that clips show."""

from __future__ import annotations

from typing import ClassVar

from lessonbank.bank.item import ClipId, Page, StatementId, TagId, Text
from lessonbank.bank.tags import Points
from lessonbank.bank.thesaurus import OtherName


class Technique(Page):
    """A technique: what it looks like, what it is not, why it works, and its steps."""

    kind: ClassVar[str] = "technique"
    folder: ClassVar[str] = "techniques"

    title: Text
    """The name of the technique."""
    also: tuple[OtherName, ...] = ()
    """Other names, for search."""
    summary: Text
    """One line about the technique."""
    why: Text
    """Why it helps pupils learn."""
    looks_like: Points
    """What viewers see and hear when it goes well."""
    not_this: Points
    """What is easily mistaken for it."""
    steps: tuple[Text, ...] = ()
    """How to do it, step by step."""
    tags: tuple[TagId, ...] = ()
    """The tags that mark it in clips."""
    statements: tuple[StatementId, ...] = ()
    """Statements of frameworks that it belongs to."""
    exemplars: tuple[ClipId, ...] = ()
    """Clips that show it well."""
