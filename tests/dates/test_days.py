"""Days as they stand in the spreadsheets of schools."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.dates import UnclearError, day_of

FOURTH = date(2027, 3, 4)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
FORMS = (
    *("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%Y-%m-%d", "%Y/%m/%d", "%d %B %Y"),
    *("%d %b %Y", "%d-%b-%Y", "%A %d %B %Y", "%a %d/%m/%Y", "%a, %d %B %Y", "%B %d, %Y"),
    *("%Y-%m-%d 00:00:00", "%Y-%m-%dT00:00:00"),
)


@given(DAYS, st.sampled_from(FORMS))
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    assert day_of(day.strftime(form)) == day


@given(DAYS)
def test_what_a_spreadsheet_knows_for_a_day_is_that_day(day: date) -> None:
    assert day_of(day) == day_of(datetime.combine(day, time())) == day
    assert day_of((day - date(1899, 12, 30)).days) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_year_of_two_digits_is_one_of_this_century(day: date) -> None:
    assert day_of(f"{day.day}/{day.month}/{day:%y}") == day


@given(DAYS, st.integers(1, 6))
def test_a_day_of_the_week_that_is_another_is_found(day: date, days: int) -> None:
    other = day + timedelta(days=days)
    with pytest.raises(UnclearError, match=f"{day:%d/%m/%Y} is a {day:%A}"):
        day_of(f"{other:%A} {day:%d/%m/%Y}")


@pytest.mark.parametrize(
    "written",
    ["4th March 2027", "4th of March 2027", " 4 \u00a0March  2027 ", "Thurs 4 Mar 27", "4/3/27"],
)
def test_words(written: str) -> None:
    assert day_of(written) == FOURTH


@pytest.mark.parametrize(
    ("written", "message", "meant"),
    [
        ("31/02/2027", "31/02/2027 is not a date: February 2027 has 28 days", "28/02/2027"),
        ("3/17/2027", "3/17/2027 is not a date: there is no month 17", "17/03/2027"),
        ("46450", "46450 is not a date", "04/03/2027"),
        ("4 March", "4 March has no year", None),
        ("4/3", "4/3 has no year", None),
        ("tbc", "tbc is not a date", None),
        ("0/0/2027", "0/0/2027 is not a date: there is no month 0", None),
        ("99/99/9999", "99/99/9999 is not a date: there is no month 99", None),
        (True, "True is not a date", None),
        (datetime.combine(FOURTH, time(15, 45)), "04/03/2027 15:45 is a day and a time", None),
        ("\u0664/\u0663/2027", "\u0664/\u0663/2027 is not a date", None),
    ],
)
def test_what_is_no_day(written: str, message: str, meant: str | None) -> None:
    with pytest.raises(UnclearError) as caught:
        day_of(written)
    assert (caught.value.message, caught.value.suggestion) == (message, meant)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.times()))
def test_anything_else_is_a_mistake_in_words(written: object) -> None:
    with suppress(UnclearError):
        assert isinstance(day_of(written), date)  # type: ignore[arg-type]
