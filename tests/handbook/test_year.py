"""Sessions grouped by school year, term and month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handbooks import handbook
from lessonbank.bank import Session, TermDates
from lessonbank.handbook.year import by_day, months, terms_of, years

AUTUMN = TermDates(name="Autumn", starts=date(2026, 9, 3), ends=date(2026, 12, 18))
SPRING = TermDates(name="Spring", starts=date(2027, 1, 5), ends=date(2027, 3, 25))
LATER = TermDates(name="Autumn", starts=date(2027, 9, 2), ends=date(2027, 12, 17))


def held(*days: str, **more: Any) -> tuple[Session, ...]:
    whole = handbook(*({"title": "t", "on": on, **more} for on in days))
    return tuple(whole.of(Session).values())


def test_a_school_year_begins_in_august() -> None:
    sessions = held("2027-07-31", "2027-08-01", "2028-07-21")
    assert {year: len(found) for year, found in years(sessions).items()} == {2026: 1, 2027: 2}


def test_holidays_count_to_the_next_term_or_to_the_last() -> None:
    sessions = held("2026-09-01", "2026-12-18", "2026-12-19", "2027-01-04", "2027-07-22")
    terms = terms_of(2026, (AUTUMN, SPRING, LATER), sessions)
    assert [term.dates for term in terms] == [AUTUMN, SPRING]
    days = [[s.on.isoformat() for m in term.months for s in m.sessions] for term in terms]
    assert days == [["2026-09-01", "2026-12-18"], ["2026-12-19", "2027-01-04", "2027-07-22"]]


def test_without_terms_a_year_is_one_group() -> None:
    (term,) = terms_of(2026, (LATER,), held("2026-09-01", "2026-10-01", "2026-10-02"))
    assert term.dates is None
    assert [len(month.sessions) for month in term.months] == [1, 2]


def test_a_session_of_several_days_is_on_each_day() -> None:
    sessions = held("2026-10-30", until="2026-11-02")
    assert [day.day for day in by_day(sessions)] == [30, 31, 1, 2]
    assert [month.first for month in months(sessions)] == [date(2026, 10, 1)]


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 12, 31)), max_size=30))
def test_no_session_is_lost_in_groups(days: list[date]) -> None:
    sessions = held(*(day.isoformat() for day in sorted(days)))
    found = [
        session
        for year, own in years(sessions).items()
        for term in terms_of(year, (AUTUMN, SPRING, LATER), own)
        for month in term.months
        for session in month.sessions
    ]
    assert sorted(found, key=lambda s: s.id) == sorted(sessions, key=lambda s: s.id)
    assert sum(map(len, by_day(sessions).values())) == len(sessions)
    assert all(
        month.first <= s.on < month.first + timedelta(31)
        for month in months(sessions)
        for s in month.sessions
    )
