"""What is suggested is near, would be taken, and never another number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import Clip, Permission, Recording, School
from lessonbank.content import shapes, suggest, yaml
from lessonbank.content.checks.permissions import later


@pytest.mark.parametrize(
    ("model", "field", "written", "meant"),
    [
        (Clip, "from", "4.30", "04:30"),
        (Clip, "from", "90", "01:30"),
        (Clip, "from", "1h02m03s", "1:02:03"),
        (Clip, "from", "00:61", "01:01"),
        (Clip, "years", "year-5, year-6", ["year-5", "year-6"]),
        (Clip, "recording", "Hazel Maths", "hazel-maths"),
        (Permission, "expires_on", "4/3/2028", "2028-03-04"),
        (Permission, "expires_on", "4 March 2028", "2028-03-04"),
        (Recording, "month", "March 2026", "2026-03"),
        (Recording, "month", "2026-3", "2026-03"),
        (Recording, "month", "03/2026", "2026-03"),
        (Recording, "media", "lessons\\maths.mp4", "maths.mp4"),
        (School, "colour", "#ABC", "#AABBCC"),
        (School, "colour", "1f4e79", "#1f4e79"),
        (School, "urn", "URN 999001", "999001"),
    ],
)
def test_what_was_meant(model: type, field: str, written: str, meant: object) -> None:
    shape = shapes.at(model, (field,))[1]
    tries = suggest.rewrites(written, shapes.moment(shape))
    assert next(filter(shapes.acceptor(shape), tries)) == meant


@given(st.text(max_size=30))
def test_rewrites_of_any_text(written: str) -> None:
    list(suggest.rewrites(written))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("bar-model", "bar-models"),
        ("Bar Models", "bar-models"),
        ("brüche", "brueche"),
        ("lesson-4", None),
        ("lessn-5", "lesson-5"),
        ("Cold calling", "cold-call"),
        ("zebra", None),
    ],
)
def test_the_closest_name(written: str, found: str | None) -> None:
    names = {n: n for n in ("bar-models", "brueche", "lesson-5", "lesson-51")}
    assert suggest.closest(written, {**names, "Cold calling": "cold-call"}) == found


@given(st.text(max_size=20) | st.lists(st.text(max_size=8), min_size=1, max_size=3))
def test_a_fix_can_be_pasted(value: str | list[str]) -> None:
    texts = value if isinstance(value, list) else [value]
    if all(text.isprintable() for text in texts):
        assert yaml.load(f"key: {yaml.written(value)}") == {"key": value}


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 3, 4), 24, date(2028, 3, 4)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_later(day: date, months: int, end: date) -> None:
    assert later(day, months) == end
