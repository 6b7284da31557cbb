"""The gates an item must pass: each returns why the item may not be shown, or None.

Gates deny by default: they refuse whatever they cannot confirm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lessonbank.bank import (
    Bank,
    Clip,
    Item,
    Overlay,
    Override,
    Permission,
    Recording,
    School,
    Scope,
    unapproved,
)
from lessonbank.editions.edition import Edition

IDENTIFYING = "public editions never show pupils who can be recognised or are named"


class Rule(StrEnum):
    """The rule that refuses an item, as named in the audit."""

    STATE = "state"
    RECORD = "record"
    NOT_YET = "not-yet"
    EXPIRED = "expired"
    APPROVALS = "approvals"
    DO_NOT_FILM = "do-not-film"
    NAMED = "named"
    IDENTIFIABLE = "identifiable"
    SCOPE = "scope"
    AUDIENCE = "audience"
    NEEDS = "needs"
    GONE = "gone"
    REDACTED = "redacted"
    CREDIT = "credit"
    MEDIA = "media"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an item may not be shown. `over` means that it was allowed before and this has ended."""

    rule: Rule
    reason: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """What gates decide by, besides the item: the whole bank, the edition and the day.

    `faulty` holds ids of permissions whose records have errors; they allow nothing. `unmade` maps
    ids of clips to the reason that their film could not be made.
    """

    bank: Bank
    edition: Edition
    today: date
    faulty: frozenset[str] = frozenset()
    unmade: Mapping[str, str] = field(default_factory=dict)


def refusals(item: Item, occasion: Occasion) -> tuple[Refusal, ...]:
    """Return every reason why the item itself may not be shown."""
    return tuple(_refusals(item, occasion))


def _refusals(item: Item, occasion: Occasion) -> Iterator[Refusal]:
    if isinstance(item, Permission) and item.id in occasion.faulty:
        yield _granted(item, occasion) or Refusal(Rule.RECORD, "the permission's record has errors")
    elif isinstance(item, Permission):
        yield from filter(None, (gate(item, occasion) for gate in _PERMISSION_GATES))
    elif isinstance(item, Recording):
        yield from filter(None, (gate(item, occasion) for gate in _RECORDING_GATES))
    elif isinstance(item, Clip) and (cause := occasion.unmade.get(item.id)):
        yield Refusal(Rule.MEDIA, f"the film cannot be made: {cause}")
    elif isinstance(item, School) and item.has_left(occasion.today):
        yield Refusal(Rule.LEFT, f"the school left on {item.left_on}", over=True)
    elif isinstance(item, Overlay):
        yield from filter(None, (_own_version(item, occasion),))


def _granted(permission: Permission, occasion: Occasion) -> Refusal | None:
    if permission.state == "granted":
        return None
    was_granted = permission.granted_on is not None and permission.granted_on <= occasion.today
    over = was_granted and permission.state in _AFTER_GRANTED
    return Refusal(Rule.STATE, f"permission is {permission.state}, not granted", over)


_AFTER_GRANTED = frozenset({"paused", "withdrawn", "expired"})


def _begun(permission: Permission, occasion: Occasion) -> Refusal | None:
    if permission.granted_on is None:
        return Refusal(Rule.NOT_YET, "permission has no granted_on date")
    if permission.granted_on > occasion.today:
        return Refusal(Rule.NOT_YET, f"permission begins on {permission.granted_on}")
    return None


def _not_expired(permission: Permission, occasion: Occasion) -> Refusal | None:
    if permission.expires_on >= occasion.today:
        return None
    return Refusal(Rule.EXPIRED, f"permission expired on {permission.expires_on}", over=True)


def _approved(permission: Permission, occasion: Occasion) -> Refusal | None:
    missing = unapproved(permission.approvals, occasion.bank.trust.policy.approvals)
    if not missing:
        return None
    return Refusal(Rule.APPROVALS, f"permission is not approved by {' or '.join(missing)}")


def _checked(permission: Permission, _: Occasion) -> Refusal | None:
    if permission.pupils_visible == "none" or permission.do_not_film_check.done:
        return None
    return Refusal(Rule.DO_NOT_FILM, "the do-not-film check is not done")


def _unnamed(permission: Permission, occasion: Occasion) -> Refusal | None:
    if permission.pupils_audible != "named" or _overridden(permission, "named", occasion):
        return None
    return Refusal(Rule.NAMED, "pupils are named in the recording")


def _unidentified_in_public(permission: Permission, occasion: Occasion) -> Refusal | None:
    public = occasion.edition.scope is Scope.PUBLIC
    if not public or permission.pupils_visible != "identifiable":
        return None
    if _overridden(permission, "identifiable", occasion):
        return None
    return Refusal(Rule.IDENTIFIABLE, IDENTIFYING)


def _overridden(permission: Permission, allowed: str, occasion: Occasion) -> bool:
    overrides = occasion.bank.of(Override).values()
    own = (override for override in overrides if override.permission == permission.id)
    return any(override.holds(allowed, occasion.today) for override in own)


def _within_scope(permission: Permission, occasion: Occasion) -> Refusal | None:
    edition = occasion.edition
    if permission.scope_max.reach < edition.scope.reach:
        reason = f"permission reaches {permission.scope_max}, not {edition.scope}"
        return Refusal(Rule.SCOPE, reason)
    named = edition.scope is Scope.NAMED and permission.scope_max is Scope.NAMED
    if named and edition.audience not in permission.partners:
        return Refusal(Rule.AUDIENCE, f"permission does not name the partner {edition.audience}")
    return None


def _permitted(recording: Recording, occasion: Occasion) -> Refusal | None:
    """Refuse a permission that names another recording."""
    permission = occasion.bank.of(Permission).get(recording.permission)
    if permission is None or permission.recording in {None, recording.id}:
        return None
    return Refusal(Rule.NEEDS, f"permission {permission.id} is for another recording")


def _own_school(recording: Recording, occasion: Occasion) -> Refusal | None:
    """Refuse a recording limited to its own school in the edition of another school."""
    if occasion.edition.scope is not Scope.SCHOOL:
        return None
    permission = occasion.bank.of(Permission).get(recording.permission)
    if permission is None:  # `admit` refuses it already: a recording needs its permission.
        return None
    if permission.scope_max is Scope.SCHOOL and recording.school != occasion.edition.audience:
        return Refusal(Rule.AUDIENCE, f"permission reaches the school {recording.school} only")
    return None


def _own_version(overlay: Overlay, occasion: Occasion) -> Refusal | None:
    """Refuse the version of another school: the edition of a school has one version of a page."""
    edition = occasion.edition
    if edition.scope is not Scope.SCHOOL or overlay.school == edition.audience:
        return None
    return Refusal(Rule.AUDIENCE, f"it is the version of the school {overlay.school}")


_PERMISSION_GATES: tuple[Callable[[Permission, Occasion], Refusal | None], ...] = (
    _granted,
    _begun,
    _not_expired,
    _approved,
    _checked,
    _unnamed,
    _within_scope,
    _unidentified_in_public,
)

_RECORDING_GATES: tuple[Callable[[Recording, Occasion], Refusal | None], ...] = (
    _permitted,
    _own_school,
)
