"""Overrides: the only exception to the rule that the public sees no recognisable pupil."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonbank.bank.item import Item, Reference, Text
from lessonbank.bank.permission import Approval, unapproved
from lessonbank.bank.recording import PermissionRef

OVERRIDE_ROLES = ("DSL", "DPO")
"""The roles that must both sign: safeguarding lead and data protection officer."""


class Override(Item):
    """A signed exception for one permission, with start, end and reason."""

    kind: ClassVar[str] = "override"
    folder: ClassVar[str] = "overrides"

    permission: Annotated[PermissionRef, Reference("permission", needed=True)]
    """The permission that the exception is for."""
    allows: Annotated[tuple[Literal["identifiable", "named"], ...], Field(min_length=1)]
    """The restrictions lifted: pupils who are `identifiable`, or `named`."""
    reason: Text
    """Why the exception is needed."""
    approvals: tuple[Approval, ...]
    """Who signed. Both `DSL` and `DPO` must."""
    granted_on: date
    """The first day of the exception."""
    ends_on: date
    """The last day of the exception."""

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The required roles that have not approved."""
        return unapproved(self.approvals, OVERRIDE_ROLES)

    def holds(self, allowed: str, day: date) -> bool:
        """Return whether the override lifts this restriction on `day`."""
        in_force = self.granted_on <= day <= self.ends_on
        return allowed in self.allows and in_force and not self.unsigned
