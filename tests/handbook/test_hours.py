"""Hours of sessions in a year for one person."""

from __future__ import annotations

from typing import Any

import pytest

from handbooks import handbook
from lessonbank.bank import Session
from lessonbank.handbook.hours import Hours, hours


def of(role: str, *sessions: dict[str, Any]) -> Hours:
    whole = handbook(*({"on": "2026-10-06", **each} for each in sessions))
    return hours(whole, whole.of(Session).values())[role, "elm"]


HOUR = {"start": "15:45", "end": "16:45"}
PAUSE = {"workshop": "pause", "roles": ["teacher"]}


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        ([], Hours()),
        ([{"title": "t", **HOUR}], Hours(offered=1)),
        ([{"title": "t", **HOUR, "directed": True}], Hours(directed=1)),
        ([{"title": "t", "inset": True, "hours": 6}], Hours(directed=6)),
        ([{"title": "t", "inset": True, "hours": 6, "directed": False}], Hours(offered=6)),
        ([{"title": "t", "inset": True}], Hours(days=1)),
        ([{"title": "t", "until": "2026-10-08"}], Hours(days=3)),
        ([{"title": "t", **HOUR, "cancelled": True}], Hours()),
        # Which of them somebody goes to makes no difference, and the longest is safe to plan with.
        ([{**PAUSE, **HOUR}, {**PAUSE, **HOUR, "end": "17:15"}], Hours(offered=1.5)),
        ([{**PAUSE, **HOUR}, {**PAUSE, **HOUR, "directed": True}], Hours(directed=1)),
        # Each meeting of a community is one of its own.
        ([{"community": "quiet", **HOUR}, {"community": "quiet", **HOUR}], Hours(offered=2)),
        # The clock goes back in the night: the weekend is an hour longer than it looks.
        (
            [{"title": "t", "on": "2026-10-24", "until": "2026-10-25", **HOUR}],
            Hours(offered=26),
        ),
    ],
)
def test_hours_of_sessions(sessions: list[dict[str, Any]], expected: Hours) -> None:
    assert of("teacher", *sessions) == expected


def test_only_sessions_with_an_invitation_count() -> None:
    assert of("ect", {"title": "t", **HOUR, "roles": ["teacher"]}).offered == 1
    assert of("support-staff", {"title": "t", **HOUR, "roles": ["teacher"]}).offered == 0
    assert of("teacher", {"title": "t", **HOUR, "schools": ["oak"]}).offered == 0
