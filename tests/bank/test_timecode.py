"""Times as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import format_timecode, parse_timecode

MILLIS = st.integers(0, 99 * 3600 * 1000)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("00:00", 0),
        ("1:15", 75),
        ("01:15", 75),
        ("01:15.5", 75.5),
        ("75:00", 4500),
        ("1:02:03", 3723),
        ("01:02:03.004", 3723.004),
        (" 02:03 ", 123),
    ],
)
def test_what_is_a_time(written: str, seconds: float) -> None:
    assert parse_timecode(written) == seconds


@pytest.mark.parametrize(
    "written",
    [
        "",
        "75",
        "1:5",
        "1:60",
        "1:60:00",
        "1:2:3",
        "-1:15",
        "1:15.1234",
        "1.15",
        "a:bc",
        "1:15:",
        "\N{ARABIC-INDIC DIGIT ONE}:15",
    ],
)
def test_what_is_none(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse_timecode(written)


@given(MILLIS)
def test_what_is_formatted_is_read_back(millis: int) -> None:
    seconds = millis / 1000
    assert parse_timecode(format_timecode(seconds, decimals=True)) == seconds


@given(MILLIS)
def test_without_decimals_a_time_is_rounded_down(millis: int) -> None:
    assert parse_timecode(format_timecode(millis / 1000)) == millis // 1000


@given(st.text())
def test_no_text_does_harm(text: str) -> None:
    try:
        seconds = parse_timecode(text)
    except ValueError:
        return
    assert seconds >= 0
