"""The base of pages about staff learning: title, summary and subject matter."""

from __future__ import annotations

from lessonbank.bank.item import Page, PhaseId, StatementId, SubjectId, Text


class Topic(Page):
    """A page about staff learning. `summary` is for busy readers."""

    title: Text
    summary: Text
    phases: tuple[PhaseId, ...] = ()
    subjects: tuple[SubjectId, ...] = ()
    statements: tuple[StatementId, ...] = ()
