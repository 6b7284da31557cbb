"""The catalogue of an edition, against its own schema and its pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lessonbank.bank import Person
from lessonbank.site import site_pages
from lessonbank.site.catalogue.catalogue import CATALOGUE, CATALOGUE_SCHEMA, catalogue_files
from lessonbank.site.library import Library
from published import ADDRESS, with_clips, with_sessions

SESSIONS = (
    {"workshop": "pause", "on": "2026-12-01", "start": "15:45", "end": "16:45"},
    {"community": "quiet", "on": "2026-11-01"},
    {"title": "Online", "on": "2027-01-12", "mode": "online", "link": "https://meet.example/x"},
)


def read(library: Library) -> tuple[Any, Any]:
    files = catalogue_files(library, "public")
    return json.loads(files[CATALOGUE]), json.loads(files[CATALOGUE_SCHEMA])


@pytest.fixture(params=["clips", "sessions"])
def library(request: pytest.FixtureRequest) -> Library:
    return with_clips().library if request.param == "clips" else with_sessions(*SESSIONS)


def paths(value: Any) -> Iterator[str]:
    match value:
        case dict():
            yield from (value[name] for name in ("path",) if name in value)
            for part in value.values():
                yield from paths(part)
        case list():
            for part in value:
                yield from paths(part)


def test_the_catalogue_follows_its_schema(library: Library) -> None:
    data, schema = read(library)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data)
    assert data["version"] == 1
    assert len(data["clips"]) == len(library.clips)
    described = [
        field
        for part in (schema, *schema["$defs"].values())
        for field in part.get("properties", {}).values()
    ]
    assert all("description" in field for field in described)


def test_every_address_is_that_of_a_page(library: Library) -> None:
    data, _ = read(library)
    pages = {page.path for page in site_pages(library)}
    assert {path.partition("#")[0] for path in paths(data)} <= pages
    for entry in (*data["clips"], *data["sessions"], *data["schools"], *data["people"]):
        assert entry["url"] == ADDRESS + entry["path"]


def test_without_an_address_only_relative_ones_are_there(library: Library) -> None:
    data, schema = read(replace(library, site_url=""))
    Draft202012Validator(schema).validate(data)
    assert "https://" not in json.dumps([data["clips"], data["sessions"]])
    assert "url" not in data


def test_people_are_named_as_they_agreed() -> None:
    library = with_sessions(*SESSIONS)
    data, _ = read(library)
    hidden = [each for each in library.bank.of(Person).values() if each.credit != "name"]
    assert hidden
    written = json.dumps(data)
    assert not [each.name for each in hidden if each.name in written or each.id in written]
    named = [each.name for each in library.bank.of(Person).values() if each.credit == "name"]
    assert [each["title"] for each in data["people"]] == named


def test_what_only_staff_may_see_is_not_in_it() -> None:
    assert "meet.example" not in json.dumps(read(with_sessions(*SESSIONS))[0])
