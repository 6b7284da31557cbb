"""Permissions: the lawful basis for showing a recording, the audience and the end date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonbank.bank.item import Item, PartnerId, Reference, Slug, Text, Value
from lessonbank.bank.people import Urn
from lessonbank.bank.recording import PermissionRef
from lessonbank.bank.scope import Scope

Basis = Literal["public_task", "legitimate_interests", "consent", "none_identifiable"]
State = Literal["draft", "requested", "granted", "paused", "withdrawn", "expired"]

TRANSITIONS: Mapping[State, frozenset[State]] = {
    "draft": frozenset({"requested"}),
    "requested": frozenset({"granted", "withdrawn"}),
    "granted": frozenset({"paused", "withdrawn", "expired"}),
    "paused": frozenset({"granted", "withdrawn", "expired"}),
    "withdrawn": frozenset(),
    "expired": frozenset(),
}
"""The states that may follow each state. The last two are final: start a new ref instead."""


class LawfulBasis(Value):
    """The lawful basis for using the footage, for pupils and for staff."""

    pupils: Basis
    """The lawful basis for pupils' data."""
    staff: Literal["agreement", "public_task", "consent"]
    """The basis for showing staff."""


class DoNotFilmCheck(Value):
    """Whether the do-not-film list was checked against who was in the room."""

    done: bool
    """Whether the list was checked."""
    on: date | None = None
    """The day of the check."""
    by_role: Text | None = None
    """The role of the person who checked, never a name."""


class Approval(Value):
    """An approval by a role, never by a name."""

    role: Text
    """The role that approved, never a name."""
    on: date
    """The day of the approval."""


def unapproved(approvals: Iterable[Approval], roles: Iterable[str]) -> tuple[str, ...]:
    """Return the `roles` that have not approved, ignoring case."""
    approved = {approval.role.casefold() for approval in approvals}
    return tuple(role for role in roles if role.casefold() not in approved)


class Transition(Value):
    """One line of the history, which is append-only."""

    on: date
    """The day of the change."""
    before: State = Field(alias="from")
    """The state before."""
    after: State = Field(alias="to")
    """The state after."""
    by_role: Text
    """The role of the person who changed it, never a name."""


class Permission(Item):
    """The record behind a recording. It holds no names and no scans."""

    kind: ClassVar[str] = "permission"
    folder: ClassVar[str] = "permissions"

    id: PermissionRef
    """The reference of the papers in the school office."""
    recording: Annotated[Slug, Reference("recording")] | None = None
    """The only recording that may use it; without it, any may."""
    controller_urn: Urn | None = None
    """The number of the school that controls the data, if not the trust."""
    basis: LawfulBasis
    """The lawful bases for pupils and for staff."""
    pupils_visible: Literal["none", "not_identifiable", "identifiable"]
    """Whether pupils can be seen and recognised."""
    pupils_audible: Literal["none", "unnamed", "named"]
    """Whether pupils can be heard, and whether names are said."""
    do_not_film_check: DoNotFilmCheck
    """The check of the do-not-film list."""
    scope_max: Scope
    """The widest audience allowed."""
    partners: tuple[PartnerId, ...] = ()
    """The partners who may see it when `scope_max` is `named`."""
    state: State
    """Where the permission stands. Only `granted` shows anything."""
    granted_on: date | None = None
    """The day on which it was granted."""
    review_on: date | None = None
    """The day on which someone should review it."""
    expires_on: date
    """The last day on which it allows anything."""
    dpia_ref: Text | None = None
    """The reference of the data protection impact assessment."""
    privacy_notice_version: Text | None = None
    """The version of the privacy notice that people were given."""
    approvals: tuple[Approval, ...] = ()
    """Who has approved it, by role."""
    history: tuple[Transition, ...] = ()
    """Every change of state, oldest first. Add lines, and never change one."""

    @property
    def is_final(self) -> bool:
        """Whether no other state may follow."""
        return not TRANSITIONS[self.state]

    @property
    def is_open(self) -> bool:
        """Whether the public may see the recording, dates aside."""
        public = self.state == "granted" and self.scope_max is Scope.PUBLIC
        return public and self.pupils_visible != "identifiable" and self.pupils_audible != "named"
