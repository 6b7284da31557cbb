"""Session files of the workbench: what is read, and what nobody can make of them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import SessionFile
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.exchange import TaggingError, read_taggings
from lessonbank.exchange.json_lines import lines_of
from lessonbank.exchange.taggings import MAX_BYTES
from lessonbank.schemas import session_file

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs/session.lessonbank.json"
VALID: dict[str, Any] = json.loads(EXAMPLE.read_text(encoding="utf-8"))
SCHEMA = jsonschema.Draft7Validator(session_file())
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 2**70),
    st.floats(),
    st.text(max_size=8),
    st.just([]),
    st.just({}),
    st.just("x" * 5000),
)
"""Values to put anywhere in a file."""


def refused(folder: Path, data: bytes) -> tuple[Diagnostic, ...]:
    """Return what is said of a file that is refused, or nothing."""
    file = folder / "mine.lessonbank.json"
    file.write_bytes(data)
    try:
        read_taggings(file)
    except TaggingError as error:
        return error.diagnostics
    return ()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sessions")


def test_the_example_of_the_reference_is_valid() -> None:
    SCHEMA.validate(VALID)
    assert [each.id for each in read_taggings(EXAMPLE).sessions] == ["ratio-1", "ratio-2"]


def test_what_is_read_can_be_written_and_read_again() -> None:
    found = read_taggings(EXAMPLE)
    again = found.model_dump_json()
    SCHEMA.validate(json.loads(again))
    assert SessionFile.model_validate_json(again) == found


def places(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [here, *(place for step, part in inner for place in places(part, (*here, step)))]


def changed(place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    found = copy.deepcopy(VALID)
    part: Any = found
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    return found


@given(st.sampled_from(places(VALID)), LEAVES)
def test_any_value_anywhere_is_read_or_explained(
    folder: Path, place: tuple[Any, ...], value: Any
) -> None:
    data = changed(place, value)
    found = refused(folder, json.dumps(data, indent=1).encode())
    if _is_plain(value) and not SCHEMA.is_valid(data):
        assert found, "the schema refuses what is read"
    for each in found:
        assert each.code.number in {"LB712", "LB713", "LB714", "LB715", "LB716"}
        assert each.span
        assert each.message
        assert each.fix.endswith(".")
        assert each.message.isprintable()


def _is_plain(value: Any) -> bool:
    """Return whether JSON Schema judges a value as Python does: not `1.0` as a whole number."""
    return not isinstance(value, float)


@given(st.binary(max_size=200))
def test_any_bytes_are_explained(folder: Path, data: bytes) -> None:
    (found,) = refused(folder, data)
    assert found.code is Code.SESSION_UNREADABLE


@given(st.integers(0, len(EXAMPLE.read_bytes()) - 3))
def test_a_file_cut_short_is_explained_with_its_last_line(folder: Path, length: int) -> None:
    data = EXAMPLE.read_bytes()[:length]
    (found,) = refused(folder, data)
    assert found.code is Code.SESSION_UNREADABLE
    assert found.span
    assert found.span.line <= data.count(b"\n") + 1


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"format": ' * 10_000,
        b'{"format": "lessonbank-session", "version": 1' + b"0" * 5000 + b"}",
        b'{"format": "\\ud800"}',
        b"\xff\xfe{\x00}\x00",
    ],
    ids=["deep lists", "deep maps", "a huge number", "half a letter", "UTF-16"],
)
def test_a_trap_is_refused_in_one_sentence(folder: Path, data: bytes) -> None:
    (found,) = refused(folder, data)
    assert found.code.number in {"LB712", "LB713"}


def test_a_file_that_is_too_large_is_not_read_whole(folder: Path) -> None:
    (found,) = refused(folder, b" " * (MAX_BYTES + 1))
    assert found.code is Code.IMPORT_UNREADABLE


def test_unknown_fields_and_a_mark_of_bytes_are_ignored(folder: Path) -> None:
    data = {**VALID, "new": {"a": [1]}}
    data["sessions"][0]["marks"][0]["colour"] = "red"
    assert refused(folder, b"\xef\xbb\xbf" + json.dumps(data).encode()) == ()


def test_many_faults_are_cut_to_the_first(folder: Path) -> None:
    marks = [{"id": "m", "tag": "none", "at": 1}] * 20_000
    data = changed(("sessions", 1, "marks"), marks)
    found = refused(folder, json.dumps(data).encode())
    assert len(found) == 20
    too_many = changed(("sessions", 1, "marks"), [*marks, marks[0]])
    (one,) = refused(folder, json.dumps(too_many).encode())
    assert "has more than 20,000 entries" in one.message


@given(st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3), max_leaves=9), st.data())
def test_the_line_of_a_value_is_that_where_it_stands(value: Any, data: st.DataObject) -> None:
    text = json.dumps({"a": [value], "b": {"c": value, 'd\n"e': 1}}, indent=1)
    place = data.draw(st.sampled_from(places(json.loads(text))))
    (line,) = lines_of(text, {place}).values()
    decoder = json.JSONDecoder()
    rest = "\n".join(text.splitlines()[line - 1 :])
    begun = rest.lstrip().removeprefix(f"{json.dumps(place[-1])}: ") if place else rest
    if place and isinstance(place[-1], str):
        assert rest.lstrip().startswith(json.dumps(place[-1]))
    wanted: Any = json.loads(text)
    for step in place:
        wanted = wanted[step]
    assert repr(decoder.raw_decode(begun.lstrip())[0]) == repr(wanted)
