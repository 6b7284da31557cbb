"""Sessions in local time: every instant is the one that people in the trust's schools mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import Session, clock_change

LONDON = ZoneInfo("Europe/London")


def session(on: str, start: str, end: str, until: str | None = None) -> Session:
    fields = {"id": "s", "title": "S", "on": on, "start": start, "end": end, "until": until}
    return Session.model_validate(fields)


def instants(each: Session) -> list[str]:
    found = (each.starts(LONDON), each.ends(LONDON))
    return [at.astimezone(UTC).isoformat() for at in found if at is not None]


def test_the_same_hour_is_another_instant_in_winter() -> None:
    summer = session("2026-10-23", "15:45", "17:00")
    winter = session("2026-10-26", "15:45", "17:00")
    assert instants(summer) == ["2026-10-23T14:45:00+00:00", "2026-10-23T16:00:00+00:00"]
    assert instants(winter) == ["2026-10-26T15:45:00+00:00", "2026-10-26T17:00:00+00:00"]


def test_a_night_in_which_the_clock_goes_back_has_an_hour_more() -> None:
    start, end = instants(session("2026-10-24", "14:00", "12:00", "2026-10-25"))
    assert datetime.fromisoformat(end) - datetime.fromisoformat(start) == timedelta(hours=23)


def test_what_takes_whole_days_has_no_instants() -> None:
    inset = Session.model_validate({"id": "i", "title": "INSET", "on": "2026-09-01"})
    assert instants(inset) == []
    assert inset.last_day == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("on", "at", "found"),
    [
        (date(2027, 3, 28), time(0, 59), None),
        (date(2027, 3, 28), time(1), "missing"),
        (date(2027, 3, 28), time(1, 59), "missing"),
        (date(2027, 3, 28), time(2), None),
        (date(2026, 10, 25), time(0, 59), None),
        (date(2026, 10, 25), time(1), "twice"),
        (date(2026, 10, 25), time(1, 59), "twice"),
        (date(2026, 10, 25), time(2), None),
        (date(2026, 10, 26), time(1, 30), None),
    ],
)
def test_the_hours_of_the_change(on: date, at: time, found: str | None) -> None:
    assert clock_change(on, at, LONDON) == found


@given(st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2040-01-01")))
def test_a_local_time_without_a_finding_is_one_instant_and_no_other(at: datetime) -> None:
    at = at.replace(second=0, microsecond=0)
    meant = {
        utc
        for hours in range(-3, 4)
        for utc in [at.replace(tzinfo=UTC) + timedelta(hours=hours)]
        if utc.astimezone(LONDON).replace(tzinfo=None) == at
    }
    change = clock_change(at.date(), at.time(), LONDON)
    assert len(meant) == {None: 1, "missing": 0, "twice": 2}[change]


@pytest.mark.parametrize(
    ("before", "after", "revision", "sequence"),
    [
        ({}, {}, 0, 0),
        ({}, {"place": "hall"}, 1, 1),
        ({}, {"cancelled": True}, 0, 1),
        ({}, {"moved_from": "2026-09-01"}, 0, 1),
        ({"cancelled": True}, {}, 2, 2),
        ({"cancelled": True}, {"cancelled": True, "note": "Sorry."}, 2, 2),
        ({"revision": 7}, {"revision": 7, "start": "16:00"}, 8, 8),
        ({"revision": 7}, {"cancelled": True}, 8, 8),
        ({}, {"places": 12}, 0, 0),
    ],
)
def test_calendars_take_every_change_that_they_show_for_newer(
    before: dict[str, object], after: dict[str, object], revision: int, sequence: int
) -> None:
    each = {"id": "s", "title": "S", "on": "2026-10-01", "start": "15:45", "end": "17:00"}
    old, new = (Session.model_validate(each | fields) for fields in (before, after))
    told = new.following(old)
    assert (told.revision, told.sequence) == (revision, sequence)
    assert told.following(told) == told
