"""The next sessions for each role and school."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handbooks import handbook
from lessonbank.bank import Bank, School, Session
from lessonbank.handbook.nearest import nearest

ROLES = ("ect", "teacher", "support-staff", "all-staff")


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    schools = [f"school-{n}" for n in range(3)]
    sessions = [
        {
            "title": "t",
            "on": (date(2026, 9, 1) + timedelta(days)).isoformat(),
            "schools": draw(st.lists(st.sampled_from(schools), unique=True, max_size=2)),
            "roles": draw(st.lists(st.sampled_from(ROLES), unique=True, max_size=2)),
        }
        for days in range(draw(st.integers(0, 25)))
    ]
    whole = handbook(*sessions)
    found = {id_: School(id=id_, name=id_, urn="999002", phase="primary") for id_ in schools}
    return Bank(whole.trust, {**whole.items, "school": found}, whole.vocabularies)


@given(banks(), st.integers(1, 4))
def test_the_first_sessions_of_each_role_and_school_are_selected(bank: Bank, number: int) -> None:
    sessions = tuple(bank.of(Session).values())
    sessions = tuple(sorted(sessions, key=lambda session: session.on))
    wanted: set[str] = set()
    for school in (None, *bank.of(School)):
        for role in (None, *bank.terms["role"]):
            theirs = [
                session.id
                for session in sessions
                if (not school or not session.schools or school in session.schools)
                and (not role or not bank.invited(session) or role in bank.invited(session))
            ]
            wanted |= set(theirs[:number])
    assert {session.id for session in nearest(bank, sessions, number)} == wanted
