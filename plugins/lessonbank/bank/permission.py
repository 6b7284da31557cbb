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
    staff: Literal["agreement", "public_task", "consent"]


class DoNotFilmCheck(Value):
    """Whether the do-not-film list was checked against who was in the room."""

    done: bool
    on: date | None = None
    by_role: Text | None = None


class Approval(Value):
    """An approval by a role, never by a name."""

    role: Text
    on: date


def unapproved(approvals: Iterable[Approval], roles: Iterable[str]) -> tuple[str, ...]:
    """Return the `roles` that have not approved, ignoring case."""
    approved = {approval.role.casefold() for approval in approvals}
    return tuple(role for role in roles if role.casefold() not in approved)


class Transition(Value):
    """One line of the history, which is append-only."""

    on: date
    before: State = Field(alias="from")
    after: State = Field(alias="to")
    by_role: Text


class Permission(Item):
    """The record behind a recording. It holds no names and no scans."""

    kind: ClassVar[str] = "permission"
    folder: ClassVar[str] = "permissions"

    id: PermissionRef
    """The reference of the papers in the school office."""
    recording: Annotated[Slug, Reference("recording")] | None = None
    """The only recording that may use it; without it, any may."""
    controller_urn: Urn | None = None
    basis: LawfulBasis
    pupils_visible: Literal["none", "not_identifiable", "identifiable"]
    pupils_audible: Literal["none", "unnamed", "named"]
    do_not_film_check: DoNotFilmCheck
    scope_max: Scope
    partners: tuple[PartnerId, ...] = ()
    """The partners who may see it when `scope_max` is `named`."""
    state: State
    granted_on: date | None = None
    review_on: date | None = None
    expires_on: date
    dpia_ref: Text | None = None
    privacy_notice_version: Text | None = None
    approvals: tuple[Approval, ...] = ()
    history: tuple[Transition, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether no other state may follow."""
        return not TRANSITIONS[self.state]

    @property
    def is_open(self) -> bool:
        """Whether the public may see the recording, dates aside."""
        public = self.state == "granted" and self.scope_max is Scope.PUBLIC
        return public and self.pupils_visible != "identifiable" and self.pupils_audible != "named"
