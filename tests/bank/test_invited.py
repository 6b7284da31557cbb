"""Whom a session is for, as those who look for theirs see it."""

from __future__ import annotations

import pytest

from handbooks import handbook
from lessonbank.bank import Session, Term


def invited(*roles: str) -> tuple[str, ...]:
    whole = handbook({"title": "t", "on": "2026-09-01", "roles": list(roles)})
    return whole.invited(whole.of(Session)["s1"])


@pytest.mark.parametrize(
    ("roles", "invited_roles"),
    [
        ((), ()),
        (("all-staff", "ect"), ()),
        (("ect",), ("ect",)),
        (("teacher",), ("trainee", "ect", "mentor", "teacher", "middle-leader")),
        (("support-staff",), ("teaching-assistant", "support-staff")),
    ],
)
def test_a_wider_role_invites_the_narrower(
    roles: tuple[str, ...], invited_roles: tuple[str, ...]
) -> None:
    assert invited(*roles) == invited_roles


def test_a_workshop_says_it_where_the_session_does_not() -> None:
    whole = handbook({"workshop": "pause", "on": "2026-09-01"})
    assert whole.invited(whole.of(Session)["s1"]) == ("ect",)


def test_roles_of_a_trust_that_are_each_others_end() -> None:
    whole = handbook({"title": "t", "on": "2026-09-01", "roles": ["one"]})
    own = (Term(id="one", label="One", parent="two"), Term(id="two", label="Two", parent="one"))
    roles = whole.vocabularies["role"].extended(own)
    bank = type(whole)(whole.trust, whole.items, {**whole.vocabularies, "role": roles})
    assert bank.invited(bank.of(Session)["s1"]) == ("one", "two")
