"""Permissions: on what basis a recording may be shown, to whom, and until when."""

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
"""What each state may turn into. From the last two nothing leads back: a new ref is needed."""


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


def unapproved(approvals: Iterable[Approval], roles: Iterable[str]) -> tuple[str, ...]:
    """Those of `roles` that have not approved, whatever the case they are written in."""
    approved = {approval.role.casefold() for approval in approvals}
    return tuple(role for role in roles if role.casefold() not in approved)


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
    """The reference under which the school office keeps the papers."""
    recording: Annotated[Slug, Reference("recording")] | None = None
    """The only recording that it is for; where it is left out, any may name it."""
    controller_urn: Urn | None = None
    basis: LawfulBasis
    pupils_visible: Literal["none", "not_identifiable", "identifiable"]
    pupils_audible: Literal["none", "unnamed", "named"]
    do_not_film_check: DoNotFilmCheck
    scope_max: Scope
    partners: tuple[PartnerId, ...] = ()
    """Whom a `scope_max` of `named` reaches beyond the trust."""
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
        """Whether everybody may see what it is for, apart from its dates."""
        public = self.state == "granted" and self.scope_max is Scope.PUBLIC
        return public and self.pupils_visible != "identifiable" and self.pupils_audible != "named"
