"""Text on one line stays on one, in whichever field of whichever model it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from lessonbank.bank import ITEM_TYPES, Trust, Value, direction, one_line
from lessonbank.bank.item import Prose

BREAKS = ("\n", "\r", "\r\n", "\t", "\v", "\f", "\x1c", "\x1e", "\x85", "\u2028", "\u2029")
SEVERAL_LINES = {("Session", "note")}
"""Fields that may have several lines; the Markdown of a page is no field of a file."""


def models(model: type[Value], seen: set[type[Value]]) -> Iterator[type[Value]]:
    if model in seen:
        return
    seen.add(model)
    yield model
    for field in model.model_fields.values():
        for part in parts(field.annotation):
            if isinstance(part, type) and issubclass(part, Value):
                yield from models(part, seen)


def parts(shape: Any) -> Iterator[Any]:
    yield shape
    for part in get_args(shape):
        yield from parts(part)


@cache
def texts() -> tuple[tuple[str, str, Any], ...]:
    """Every field that holds text: its model, its name, and what it takes for one text."""
    seen: set[type[Value]] = set()
    found = []
    for model in (each for root in (*ITEM_TYPES, Trust) for each in models(root, seen)):
        for name, field in model.model_fields.items():
            if name != "body" and str in parts(field.annotation):
                shape = field.rebuild_annotation()
                found.append((model.__name__, name, shape))
    return tuple(found)


def test_there_are_many_and_the_trusts_own_are_among_them() -> None:
    names = {(model, name) for model, name, _ in texts()}
    assert len(names) > 150
    assert {("Trust", "name"), ("Recording", "media"), ("Term", "label"), *SEVERAL_LINES} <= names


@pytest.mark.parametrize(
    ("model", "name", "shape"), texts(), ids=lambda each: each if isinstance(each, str) else ""
)
def test_no_field_keeps_a_line_break(model: str, name: str, shape: Any) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(shape)
    for sign in BREAKS:
        for written in (f"one{sign}two", f"https://a.example/{sign}b", f"a@b.example{sign}"):
            for value in (written, [written]):
                try:
                    read = adapter.validate_python(value)
                except (ValidationError, ValueError):
                    continue
                words = " ".join(read) if isinstance(read, tuple) else str(read)
                is_kept = any(each in words for each in BREAKS)
                assert not is_kept or (model, name) in SEVERAL_LINES, (written, read)


@given(st.text())
def test_one_line_is_one_line_and_keeps_every_word(text: str) -> None:
    line = one_line(text)
    assert not any(sign in line for sign in BREAKS)
    assert line.split() == text.split()
    assert one_line(line) == line


def test_a_break_with_the_space_around_it_is_one_space() -> None:
    assert one_line("one  two \r\n\t three\u00a0four") == "one  two three\u00a0four"
    assert one_line("a\n\nb") == "a b"


def test_prose_may_have_lines_and_must_have_words() -> None:
    adapter: TypeAdapter[str] = TypeAdapter(Prose)
    assert adapter.validate_python(" one\ntwo ") == "one\ntwo"
    with pytest.raises(ValidationError):
        adapter.validate_python(" \n ")


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("ar", "rtl"),
        ("ur-PK", "rtl"),
        ("he", "rtl"),
        ("fa", "rtl"),
        ("yi", "rtl"),
        ("pa-Arab", "rtl"),
        ("ku-Arab-IQ", "rtl"),
        ("ar-Latn", "ltr"),
        ("cy", "ltr"),
        ("en-GB", "ltr"),
        ("pa", "ltr"),
        ("AR", "rtl"),
    ],
)
def test_the_direction_of_a_language_is_that_of_its_script(language: str, way: str) -> None:
    assert direction(language) == way
