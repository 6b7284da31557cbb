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
    also: tuple[OtherName, ...] = ()
    """Other names, for search."""
    summary: Text
    why: Text
    looks_like: Points
    not_this: Points
    steps: tuple[Text, ...] = ()
    tags: tuple[TagId, ...] = ()
    statements: tuple[StatementId, ...] = ()
    exemplars: tuple[ClipId, ...] = ()
