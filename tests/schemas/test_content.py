"""The schemas take all valid content, and find what is made wrong in it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from editors import READERS, errors, items_of, read
from lessonbank.bank import ITEM_TYPES, Item
from lessonbank.schemas import DRAFT, documents

ROOT = Path(__file__).parents[2]
BANKS = (ROOT / "content", ROOT / "tests/cases/bank/content")
ITEMS = [item for bank in BANKS for item in items_of(bank)]


def test_there_is_a_schema_of_each_type_and_of_the_trust() -> None:
    assert {*documents()} == {*ITEM_TYPES.by_folder, "trust"}
    assert {name for _, name, _ in ITEMS} == {*documents()} - {"overrides"}


@pytest.mark.parametrize("name", documents())
def test_a_schema_is_valid_itself(name: str) -> None:
    schema = documents()[name]
    assert schema["$schema"] == DRAFT
    Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("version", READERS)
@pytest.mark.parametrize(("path", "name", "text"), ITEMS, ids=lambda v: getattr(v, "stem", ""))
def test_content_is_as_its_schema_says(path: Path, name: str, text: str, version: str) -> None:
    assert errors(name, read(text, version)) == []


def _maps(data: Any, *place: str | int) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of each map in data."""
    if isinstance(data, dict):
        yield place
        for key, part in data.items():
            yield from _maps(part, *place, key)
    elif isinstance(data, list):
        for index, part in enumerate(data):
            yield from _maps(part, *place, index)


def _at(data: Any, place: tuple[str | int, ...]) -> Any:
    for step in place:
        data = data[step]
    return data


def _first_of_each_type() -> list[tuple[Path, str, str]]:
    largest: dict[str, tuple[Path, str, str]] = {}
    for item in ITEMS:
        if len(item[2]) > len(largest.get(item[1], ("", "", ""))[2]):
            largest[item[1]] = item
    return [*largest.values()]


LARGEST = _first_of_each_type()
NAMES = [name for _, name, _ in LARGEST]


@pytest.mark.parametrize(("path", "name", "text"), LARGEST, ids=NAMES)
def test_an_unknown_field_is_found_anywhere(path: Path, name: str, text: str) -> None:
    data = read(text, "1.2")
    for place in _maps(data):
        changed = deepcopy(data)
        _at(changed, place)["no_such_field"] = "x"
        assert errors(name, changed), place


@pytest.mark.parametrize(("path", "name", "text"), LARGEST, ids=NAMES)
def test_a_map_in_the_place_of_a_value_is_found_anywhere(path: Path, name: str, text: str) -> None:
    data = read(text, "1.2")
    for place in _maps(data):
        for key in _at(data, place):
            changed = deepcopy(data)
            _at(changed, place)[key] = {"no_such_field": "x"}
            assert errors(name, changed), (place, key)


@pytest.mark.parametrize(("path", "name", "text"), LARGEST, ids=NAMES)
def test_one_value_in_the_place_of_a_list_is_found(path: Path, name: str, text: str) -> None:
    data = read(text, "1.2")
    for place in _maps(data):
        for key, value in _at(data, place).items():
            if isinstance(value, list):
                changed = deepcopy(data)
                _at(changed, place)[key] = "x"
                assert errors(name, changed), (place, key)


@pytest.mark.parametrize("model", ITEM_TYPES.models, ids=lambda model: model.folder)
def test_each_required_field_is_missed(model: type[Item]) -> None:
    needed = {f.alias or n for n, f in model.model_fields.items() if f.is_required()}
    found = " ".join(errors(model.folder, {}))
    for name in needed - model.given - {"on"}:
        assert f"'{name}' is a required property" in found
    assert ("is not valid under any of the given schemas" in found) == ("on" in needed)
