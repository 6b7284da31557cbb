"""Every field has a title and a description that a teacher understands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from lessonbank.schemas import documents

LONGEST = 25
"""Words of a sentence."""


def fields(schema: Any, *place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every field of a schema, nested ones included, with its place."""
    for name, field in schema.get("properties", {}).items():
        yield "/".join((*place, name)), field
    for name, part in schema.get("definitions", {}).items():
        yield from fields(part, name)


FIELDS = [(f"{name}/{at}", f) for name, s in documents().items() for at, f in fields(s, "")]


def test_fields_are_found() -> None:
    assert len(FIELDS) > 400


@pytest.mark.parametrize(("place", "field"), FIELDS, ids=[place for place, _ in FIELDS])
def test_a_field_has_a_title_and_a_description(place: str, field: dict[str, Any]) -> None:
    assert re.fullmatch(r"[A-Z][A-Za-z ]+", field["title"])
    description = field["description"]
    assert description[0].isupper()
    assert description.endswith(".")
    assert not description.startswith("Write "), "the model does not say what the field is for"


def texts(schema: Any) -> Iterator[str]:
    """Yield every text for readers in a schema."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in {"description", "patternErrorMessage"} and isinstance(value, str):
                yield value
            yield from texts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from texts(value)


@pytest.mark.parametrize("name", documents())
def test_sentences_are_short(name: str) -> None:
    for text in texts(documents()[name]):
        for sentence in re.split(r"[.:;?!]\s", text):
            assert len(sentence.split()) <= LONGEST, sentence


def patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for value in schema.values():
            yield from patterns(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from patterns(value)


@pytest.mark.parametrize("name", documents())
def test_patterns_are_those_of_every_program(name: str) -> None:
    """JavaScript knows neither Python's groups nor needless backslashes; Python no `\\p`."""
    for pattern in {*patterns(documents()[name])}:
        re.compile(pattern)
        assert not re.search(r"\(\?[^:=!]|\\[pPAZz]", pattern), pattern
        assert not {*re.findall(r"\\([^dswbDSWBxutnrfv0])", pattern)} - {*"^$\\.*+?()[]{}|/-"}
