"""Permissions: on what basis a recording may be shown, to whom, and until when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal

from pydantic import Field

from lessonbank.bank.item import Item, Text, Value
from lessonbank.bank.recording import PermissionRef


class Scope(StrEnum):
    """Who may see an item, from nobody to everybody."""

    PRIVATE = "private"
    SCHOOL = "school"
    TRUST = "trust"
    NAMED = "named"
    PUBLIC = "public"

    @property
    def reach(self) -> int:
        """The greater, the wider."""
        return list(Scope).index(self)


Basis = Literal["public_task", "legitimate_interests", "consent", "none_identifiable"]
State = Literal["draft", "requested", "granted", "paused", "withdrawn", "expired"]


class LawfulBasis(Value):
    """Why the law lets the trust use the footage, for pupils and for staff."""

    pupils: Basis
    staff: Literal["agreement", "public_task", "consent"]


class DoNotFilmCheck(Value):
    """Whether the do-not-film list was checked against who was in the room."""

    done: bool
    on: date | None = None
    by_role: Text | None = None


class Approval(Value):
    """A role, never a name."""

    role: Text
    on: date


class Transition(Value):
    """One line of the history, which is only ever added to."""

    on: date
    before: State = Field(alias="from")
    after: State = Field(alias="to")
    by_role: Text


class Permission(Item):
    """The record behind a recording. It holds no names and no scans."""

    kind: ClassVar[str] = "permission"
    folder: ClassVar[str] = "permissions"

    id: PermissionRef
    basis: LawfulBasis
    pupils_visible: Literal["none", "not_identifiable", "identifiable"]
    pupils_audible: Literal["none", "unnamed", "named"]
    do_not_film_check: DoNotFilmCheck
    scope_max: Scope
    state: State
    granted_on: date | None = None
    review_on: date | None = None
    expires_on: date
    dpia_ref: Text | None = None
    privacy_notice_version: Text | None = None
    approvals: tuple[Approval, ...] = ()
    history: tuple[Transition, ...] = ()
