"""The base of pages about staff learning: title, summary and subject matter."""

from __future__ import annotations

from lessonbank.bank.item import Page, PhaseId, StatementId, SubjectId, Text


class Topic(Page):
    """A page about staff learning. `summary` is for busy readers."""

    title: Text
    """The title of the page."""
    summary: Text
    """One line for readers in a hurry."""
    phases: tuple[PhaseId, ...] = ()
    """The phases that it is about; empty for all."""
    subjects: tuple[SubjectId, ...] = ()
    """The subjects that it is about; empty for all."""
    statements: tuple[StatementId, ...] = ()
    """Statements of frameworks that it covers."""
