"""What lessonbank reads, the schema takes, whatever an editor's YAML makes of it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import ValidationError

from editors import READERS, UNREADABLE, read
from lessonbank.bank import ItemTypes, Value
from lessonbank.bank.clip import Clip, Code, Moment
from lessonbank.bank.contact import Domain, Email
from lessonbank.bank.item import Item, Slug, Text
from lessonbank.bank.language import LanguageTag
from lessonbank.bank.people import EditionName, Urn, WebAddress
from lessonbank.bank.recording import MediaPath, Month, PermissionRef
from lessonbank.bank.redaction import Percentage
from lessonbank.bank.session import ClockTime
from lessonbank.bank.suggestions import Suggestions
from lessonbank.bank.thesaurus import OtherName
from lessonbank.bank.timecode import Timecode
from lessonbank.content import yaml
from lessonbank.content.yaml_scene import YamlError
from lessonbank.schemas import documents

KINDS: dict[str, Any] = {
    "slug": Slug,
    "text": Text,
    "code": Code,
    "domain": Domain,
    "email": Email,
    "language": LanguageTag,
    "edition": EditionName,
    "urn": Urn,
    "web": WebAddress,
    "media": MediaPath,
    "month": Month,
    "ref": PermissionRef,
    "percentage": Percentage,
    "clock": ClockTime,
    "suggestions": Suggestions,
    "other": OtherName,
    "time": Timecode,
    "day": date,
    "whole": int,
    "number": float,
    "switch": bool,
}


def _type(kind: Any) -> type[Item]:
    space = {"__annotations__": {"on": kind, "maybe": kind | None, "many": tuple[kind, ...]}}
    space |= {"maybe": None, "many": (), "kind": "sample", "folder": "samples"}
    return type("Sample", (Item,), {**space, "__module__": __name__})


@cache
def _sample(name: str) -> tuple[type[Item], Draft7Validator]:
    model = _type(KINDS[name])
    return model, Draft7Validator(documents(ItemTypes((model,)))["samples"])


WRITTEN = st.one_of(
    st.from_regex(r"[0-9]{1,3}(:[0-9]{2}){1,2}(\.[0-9]{1,3})?", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]( 00:00)?", fullmatch=True),
    st.from_regex(r"[-+]?[0-9]{0,4}\.?[0-9]{0,3}(e-?[0-9])?[%A-Z]?", fullmatch=True),
    st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True),
    st.from_regex(r"0[xo]?[0-9a-f_]{1,6}", fullmatch=True),
    st.sampled_from(["on", "Off", "YES", "no", "True", "false", "y", "N", "null", "~", "1_000"]),
    st.sampled_from(["dpo@trust.example", "https://trust.example/a", "public", "school:elm", "cy"]),
    st.text(alphabet="0123456789:.-+_eExXonyrufals%/é ", min_size=1, max_size=9),
)
EPOCH = date(1990, 1, 1)


def _read_by_us(model: type[Value], written: str) -> Value:
    data = yaml.load(f"on: {written}\nmaybe: {written}\nmany: [{written}]\n")
    return model.model_validate({**data, "id": "x"}, by_alias=True, by_name=False)


@pytest.mark.parametrize("version", READERS)
@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data())
def test_a_schema_takes_what_we_read(name: str, version: str, data: st.DataObject) -> None:
    model, validator = _sample(name)
    fitting = validator.schema["properties"]["on"]["pattern"]
    written = data.draw(WRITTEN | st.from_regex(re.compile(fitting, re.ASCII)))
    try:
        value = _read_by_us(model, written)
        seen = read(f"on: {written}\nmaybe: {written}\nmany: [{written}]\n", version)
    except (YamlError, ValidationError, *UNREADABLE):
        reject()
    else:
        found = value.model_dump()["on"]
        assume(not re.match(r"\s*0+[-+]", written))  # Pydantic takes 0-7 for -7.
        # Days since 1970 in seconds, and numbers without an end, are nothing that people write.
        assume(not (isinstance(found, date) and found < EPOCH))
        assume(not isinstance(found, float) or abs(found) < float("inf"))
        assert [error.message for error in validator.iter_errors(seen)] == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("time", ["four", "1:75", "1.15.2", -3, True, "12s"]),
        ("clock", ["25:00", "quarter to 4", 9, 1545, -60, 1.5, "15.45"]),
        ("day", ["28/02/2027", "2027-13-01", "2027-02-32", 2027, "tomorrow"]),
        ("month", ["March 2026", "2026-13", 2026, "2026-03-04"]),
        ("whole", ["many", 1.5, "1.5", True]),
        ("number", ["many", "1,5", True]),
        ("switch", ["maybe", 2, "ja"]),
        ("slug", ["Bar Models", "bar_models", "-a", -1, "a" * 61]),
        ("percentage", ["80", 80, "eighty %", 0.8]),
        ("email", ["dpo", "dpo at trust.example", 7]),
        ("edition", ["school", "staff", 1, True]),
        ("urn", ["12", -999001, "ninety"]),
        ("other", ["--", "", "x" * 81]),
        ("text", ["", "  "]),
    ],
)
def test_a_schema_finds_what_is_wrong(name: str, wrong: list[Any]) -> None:
    validator = _sample(name)[1]
    assert [each for each in wrong if validator.is_valid({"on": each})] == []
    for each in (*wrong, [], {}, None):
        assert not validator.is_valid({"on": each})


def test_an_empty_field_counts_as_not_given() -> None:
    assert _sample("text")[1].is_valid({"on": "x", "maybe": None, "many": None})
    assert not _sample("text")[1].is_valid({"on": "x", "many": [None]})


def test_samples_are_of_models_as_content_has_them() -> None:
    assert Clip.model_fields["start"].is_required()
    assert Moment.model_fields["to"].get_default() is None
