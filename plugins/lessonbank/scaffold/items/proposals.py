"""Answers that need no thought, by type of item. People may give others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from lessonbank.bank import OVERRIDE_ROLES, Bank, School
from lessonbank.scaffold.items.permissions import cautious
from lessonbank.scaffold.items.questions import Path

Proposals = Mapping[Path, tuple[str, ...]]
"""The answers to propose for each question."""


def proposals(bank: Bank, kind: str, today: date) -> Proposals:
    """Return the answers to propose for a new item."""
    make = _MAKERS.get(kind)
    return make(bank, today) if make else {}


ALSO_ASKED: Mapping[str, frozenset[Path]] = {
    "person": frozenset({("school",)}),
    "session": frozenset({("workshop",), ("community",), ("start",), ("end",), ("venue",)}),
    "community": frozenset({("leads",)}),
}
"""Questions that are asked although an item needs no answer, by kind. Enter leaves them out."""


def the_only_school(bank: Bank) -> tuple[str, ...]:
    """Return the id of the bank's school if it has one, else nothing."""
    schools = tuple(bank.of(School))
    return schools if len(schools) == 1 else ()


def _person(bank: Bank, _: date) -> Proposals:
    return {("school",): the_only_school(bank)}


def _framework(bank: Bank, today: date) -> Proposals:
    return {("version",): (str(today.year),), ("publisher",): (bank.trust.name,)}


_MAKERS: Mapping[str, Callable[[Bank, date], Proposals]] = {
    "framework": _framework,
    "override": lambda _, today: {
        ("approvals", "role"): OVERRIDE_ROLES,
        ("granted_on",): (today.isoformat(),),
    },
    "pathway": lambda _, __: {("stage",): ("any-stage",), ("roles",): ("all-staff",)},
    "permission": cautious,
    "person": _person,
    "tagset": lambda _, __: {("version",): ("1",)},
}
