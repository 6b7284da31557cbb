"""What pages about staff's own learning have in common: a title, a summary, what they are about."""

from __future__ import annotations

from lessonbank.bank.item import Page, PhaseId, StatementId, SubjectId, Text


class Topic(Page):
    """Something that is read about before it is taken up. `summary` is for busy readers."""

    title: Text
    summary: Text
    phases: tuple[PhaseId, ...] = ()
    subjects: tuple[SubjectId, ...] = ()
    statements: tuple[StatementId, ...] = ()
