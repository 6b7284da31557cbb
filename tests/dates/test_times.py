"""Times of day as they stand in the spreadsheets of schools."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.dates import (
    Days,
    Hours,
    UnclearError,
    clock_of,
    clocks_of,
    days_of,
    hours_of,
)

CLOCKS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
QUARTER = time(15, 45)


def halves(at: time) -> tuple[int, str]:
    return at.hour % 12 or 12, "am" if at.hour < 12 else "pm"


@given(CLOCKS, st.sampled_from([".", ":"]), st.sampled_from(["", " "]))
def test_every_time_is_read_with_its_half_of_the_day(at: time, sign: str, space: str) -> None:
    hour, half = halves(at)
    assert clock_of(f"{hour}{sign}{at:%M}{space}{half}") == at
    assert clock_of(f"{hour}{sign}{at:%M} {half[0]}.m.") == at


@given(CLOCKS)
def test_every_time_is_read_by_the_clock_of_a_day(at: time) -> None:
    for form in ("%H:%M", "%H.%M", "%H:%M:00", "%H%M"):
        assert clock_of(at.strftime(form)) == at


@given(CLOCKS)
def test_what_a_spreadsheet_knows_for_a_time_is_that_time(at: time) -> None:
    minutes = at.hour * 60 + at.minute
    assert clock_of(at) == clock_of(minutes / 1440) == at
    assert clock_of(timedelta(minutes=minutes)) == at
    assert clock_of(datetime.combine(date(1899, 12, 30), at)) == at


@pytest.mark.parametrize("written", [15.45, 1545, "15h45", "3:45PM", "15.45pm", "1545hrs"])
def test_a_quarter_to_four(written: object) -> None:
    assert clock_of(written) == QUARTER  # type: ignore[arg-type]


def test_numbers_lose_their_last_nought() -> None:
    assert clock_of(15.3) == time(15, 30)
    assert clock_of(930) == time(9, 30)


@pytest.mark.parametrize(
    ("written", "message", "meant"),
    [
        ("3.45", "3.45 does not say am or pm", "15:45"),
        (3.45, "3.45 does not say am or pm", "15:45"),
        ("9", "9 does not say am or pm", "09:00"),
        ("24:00", "24:00 is not a time of day", None),
        ("15:60", "15:60 is not a time of day", None),
        ("0pm", "0pm is not a time of day", None),
        ("13am", "13am is not a time of day", None),
        ("after school", "after school is not a time of day", None),
        (time(15, 45, 30), "15:45:30 is not a whole minute", None),
        (timedelta(days=2), "2 is not a time of day", None),
        (True, "yes is not a time of day", None),
    ],
)
def test_what_is_no_time(written: object, message: str, meant: str | None) -> None:
    with pytest.raises(UnclearError) as caught:
        clock_of(written)  # type: ignore[arg-type]
    assert (caught.value.message, caught.value.suggestion) == (message, meant)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("15:45-17:00", QUARTER, time(17)),
        ("3.45-5pm", QUARTER, time(17)),
        ("3.45pm \u2013 5pm", QUARTER, time(17)),
        ("11.30-1pm", time(11, 30), time(13)),
        ("9am to noon", time(9), time(12)),
        ("9.15 until 10.30am", time(9, 15), time(10, 30)),
        ("3.45pm", QUARTER, None),
        (QUARTER, QUARTER, None),
    ],
)
def test_from_and_to(written: str | time, start: time, end: time | None) -> None:
    assert clocks_of(written) == (start, end)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.timedeltas()))
def test_anything_else_is_a_mistake_in_words(written: object) -> None:
    with suppress(UnclearError):
        assert isinstance(clock_of(written), time)  # type: ignore[arg-type]
    with suppress(UnclearError):
        assert isinstance(clocks_of(written)[0], time)  # type: ignore[arg-type]
    with suppress(UnclearError):
        assert isinstance(hours_of(written), Hours)  # type: ignore[arg-type]
    with suppress(UnclearError):
        assert isinstance(days_of(written, [2026]), Days)  # type: ignore[arg-type]


@pytest.mark.parametrize("part", ["1 - ", "(", "from ", " start", "3 September ", "4 - late "])
def test_a_long_cell_is_no_time_and_takes_none(part: str) -> None:
    for read in (hours_of, days_of):
        with pytest.raises(UnclearError):
            read(part * 20_000)  # type: ignore[operator]
