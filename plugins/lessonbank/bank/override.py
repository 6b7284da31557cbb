"""Overrides: the one way round the rule that the public sees no pupil who can be recognised."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonbank.bank.item import Item, Reference, Text
from lessonbank.bank.permission import Approval, unapproved
from lessonbank.bank.recording import PermissionRef

OVERRIDE_ROLES = ("DSL", "DPO")
"""Both must sign: safeguarding lead and data protection officer."""


class Override(Item):
    """A signed exception for one permission, from a day to a day, with its reason."""

    kind: ClassVar[str] = "override"
    folder: ClassVar[str] = "overrides"

    permission: Annotated[PermissionRef, Reference("permission", needed=True)]
    allows: Annotated[tuple[Literal["identifiable", "named"], ...], Field(min_length=1)]
    """What the permission may then show although pupils are `identifiable`, or `named`."""
    reason: Text
    approvals: tuple[Approval, ...]
    granted_on: date
    ends_on: date

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The roles whose approval is wanting."""
        return unapproved(self.approvals, OVERRIDE_ROLES)

    def holds(self, allowed: str, day: date) -> bool:
        """Whether it allows this on that day."""
        in_force = self.granted_on <= day <= self.ends_on
        return allowed in self.allows and in_force and not self.unsigned
