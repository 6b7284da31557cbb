"""What workshops, programmes and communities have in common: whom they are for."""

from __future__ import annotations

from lessonbank.bank.item import Page, PhaseId, RoleId, StatementId, SubjectId, Text


class Offer(Page):
    """Something that staff can take part in. Where nobody is named, it is for everybody."""

    title: Text
    summary: Text
    audience: Text | None = None
    """Whom it is for, in the offer's own words."""
    roles: tuple[RoleId, ...] = ()
    phases: tuple[PhaseId, ...] = ()
    subjects: tuple[SubjectId, ...] = ()
    statements: tuple[StatementId, ...] = ()
