"""The gates an item must pass: each gives the reason it may not be shown, or None.

Default deny: what a gate cannot confirm is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from lessonbank.bank import Bank, Item, Permission, Recording, Scope
from lessonbank.editions.edition import Edition

IDENTIFYING = "public editions never carry pupils who can be recognised or are named"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a gate decides by besides the item: the whole bank, the edition and the day."""

    bank: Bank
    edition: Edition
    today: date


def refusal(item: Item, occasion: Occasion) -> str | None:
    """The first reason why the item itself may not be shown on this occasion."""
    return next(_reasons(item, occasion), None)


def _reasons(item: Item, occasion: Occasion) -> Iterator[str]:
    for gate in _GATES:
        if reason := gate(item, occasion):
            yield reason


def _granted(item: Item, _: Occasion) -> str | None:
    if isinstance(item, Permission) and item.state != "granted":
        return f"permission is {item.state}, not granted"
    return None


def _in_force(item: Item, occasion: Occasion) -> str | None:
    if not isinstance(item, Permission):
        return None
    if item.granted_on is None:
        return "permission has no granted_on date"
    if item.granted_on > occasion.today:
        return f"permission begins on {item.granted_on}"
    if item.expires_on < occasion.today:
        return f"permission expired on {item.expires_on}"
    return None


def _checked(item: Item, _: Occasion) -> str | None:
    if not isinstance(item, Permission) or item.pupils_visible == "none":
        return None
    return None if item.do_not_film_check.done else "the do-not-film check is not done"


def _unnamed(item: Item, _: Occasion) -> str | None:
    if isinstance(item, Permission) and item.pupils_audible == "named":
        return "pupils are named in the recording"
    return None


def _within_scope(item: Item, occasion: Occasion) -> str | None:
    if isinstance(item, Permission) and item.scope_max.reach < occasion.edition.scope.reach:
        return f"permission reaches {item.scope_max}, not {occasion.edition.scope}"
    return None


def _unidentified_in_public(item: Item, occasion: Occasion) -> str | None:
    public = occasion.edition.scope is Scope.PUBLIC
    if public and isinstance(item, Permission) and item.pupils_visible == "identifiable":
        return IDENTIFYING
    return None


def _own_school(item: Item, occasion: Occasion) -> str | None:
    """A recording that may be shown to its own school only is in that school's edition only."""
    if not isinstance(item, Recording) or occasion.edition.scope is not Scope.SCHOOL:
        return None
    permission = occasion.bank.of(Permission).get(item.permission)
    if permission is None:
        return f"there is no permission {item.permission}"
    if permission.scope_max is Scope.SCHOOL and item.school != occasion.edition.school:
        return f"permission reaches the school {item.school} only"
    return None


Gate = Callable[[Item, Occasion], str | None]

_GATES: tuple[Gate, ...] = (
    _granted,
    _in_force,
    _checked,
    _unnamed,
    _within_scope,
    _unidentified_in_public,
    _own_school,
)
