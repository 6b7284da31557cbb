"""Structured data, against the types of schema.org and what search engines require.

`REQUIRED` has the properties that Google's documents on videos, courses and events call required.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonbank.bank import Person
from lessonbank.site import site_pages
from lessonbank.site.library import Library
from lessonbank.site.linked.data import script, structured_data
from lessonbank.site.linked.nodes import duration
from published import ADDRESS, with_clips, with_sessions

ROOT = Path(__file__).parents[2]
REQUIRED = {
    "VideoObject": {"name", "thumbnailUrl", "uploadDate"},
    "Clip": {"name", "startOffset", "endOffset", "url"},
    "Course": {"name", "description", "provider"},
    "CourseInstance": {"courseMode", "courseWorkload"},
    "EducationEvent": {"name", "startDate", "location"},
    "Place": {"name"},
    "VirtualLocation": {"url"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name"},
}
SESSIONS = (
    {"workshop": "pause", "on": "2026-12-01", "start": "15:45", "end": "16:45", "venue": "elm"},
    {"workshop": "pause", "on": "2027-01-12", "mode": "online"},
    {"community": "quiet", "on": "2027-01-13", "mode": "hybrid", "place": "The hall"},
    {"title": "Moved", "on": "2027-02-01", "moved_from": "2027-01-31", "place": "The hall"},
    {"title": "No place", "on": "2027-02-02"},
    {"title": "Over", "on": "2026-11-01", "place": "The hall"},
)


def absent(what: str) -> NoReturn:
    """Skip, or fail where everything must be here."""
    if os.environ.get("LESSONBANK_REQUIRE_BROWSERS") == "1":
        pytest.fail(f"{what} is not installed, and LESSONBANK_REQUIRE_BROWSERS=1")
    pytest.skip(f"{what} is not installed")


def libraries() -> tuple[Library, ...]:
    return with_clips(published=date(2026, 9, 1)).library, with_sessions(*SESSIONS)


def data_of(library: Library) -> dict[str, str]:
    return dict(structured_data(library, site_pages(library)))


def graphs() -> dict[str, Any]:
    found = {
        f"{number}/{path}": json.loads(data)
        for number, library in enumerate(libraries())
        for path, data in data_of(library).items()
    }
    assert len(found) > 6
    return found


def things(value: Any) -> Iterator[dict[str, Any]]:
    match value:
        case dict():
            if "@type" in value:
                yield value
            for part in value.values():
                yield from things(part)
        case list():
            for part in value:
                yield from things(part)


def test_everything_has_what_search_engines_require() -> None:
    found = [thing for graph in graphs().values() for thing in things(graph)]
    assert {*REQUIRED} <= {thing["@type"] for thing in found}
    for thing in found:
        assert REQUIRED.get(thing["@type"], set()) <= thing.keys(), thing
        if thing["@type"] == "EducationEvent":
            places = [place for place in thing["location"] if place["@type"] == "Place"]
            assert all(place["address"] for place in places)


def test_every_address_is_absolute() -> None:
    for graph in graphs().values():
        for thing in things(graph):
            for name in ("@id", "url", "item", "contentUrl", "image", "license"):
                assert str(thing.get(name, ADDRESS)).startswith("https://"), thing
            for picture in thing.get("thumbnailUrl", ()):
                assert picture.startswith(ADDRESS)


def test_parts_of_a_film_start_at_different_seconds_and_end_within_it() -> None:
    films = [t for graph in graphs().values() for t in things(graph) if t["@type"] == "VideoObject"]
    assert films
    for film in films:
        starts = [part["startOffset"] for part in film["hasPart"]]
        assert starts == sorted(set(starts))
        for part in film["hasPart"]:
            assert part["startOffset"] < part["endOffset"] <= 60
            assert part["url"] == f"{film['@id'].removesuffix('#film')}#t={part['startOffset']:g}"


def test_a_clip_without_a_day_of_publication_has_no_film() -> None:
    text = "".join(data_of(with_clips().library).values())
    assert "LearningResource" in text
    assert "VideoObject" not in text
    assert "uploadDate" not in text


def test_events_are_coming_sessions_with_a_place() -> None:
    (_, library) = libraries()
    found = [thing for data in data_of(library).values() for thing in things(json.loads(data))]
    events = {
        t["@id"].partition("#session-")[2]: t for t in found if t["@type"] == "EducationEvent"
    }
    assert events.keys() == {"s1", "s2", "s3", "s4"}
    assert events["s1"]["startDate"] == "2026-12-01T15:45:00+00:00"
    assert [place["@type"] for place in events["s3"]["location"]] == ["Place", "VirtualLocation"]
    assert events["s4"]["previousStartDate"] == "2027-01-31"
    assert events["s4"]["eventStatus"].endswith("/EventRescheduled")


def test_only_people_credited_by_name_are_named() -> None:
    (_, library) = libraries()
    text = "".join(data_of(library).values())
    hidden = [each for each in library.bank.of(Person).values() if each.credit != "name"]
    assert hidden
    assert not [each.name for each in hidden if each.name in text or each.id in text]


def test_other_editions_and_sites_without_an_address_have_none() -> None:
    assert data_of(replace(libraries()[0], site_url="")) == {}
    compiled = with_clips(published=date(2026, 9, 1))
    assert compiled.structured
    occasion = replace(compiled.admission.occasion, edition=_trust())
    inner = replace(compiled, admission=replace(compiled.admission, occasion=occasion))
    assert inner.structured == {}


def _trust() -> Any:
    from lessonbank.editions import Edition  # noqa: PLC0415

    return Edition.parse("trust")


def test_the_types_of_schema_org_allow_it(tmp_path: Path) -> None:
    types, compiler = ROOT / "node_modules/schema-dts", ROOT / "node_modules/.bin/tsc"
    if not types.is_dir() or not compiler.is_file() or shutil.which("node") is None:
        absent("schema-dts (npm ci)")
    lines = ['import type { Graph } from "schema-dts";']
    lines += [
        f"export const g{number}: Graph = {json.dumps(graph)};"
        for number, graph in enumerate(graphs().values())
    ]
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules/schema-dts").symlink_to(types, target_is_directory=True)
    (tmp_path / "graphs.ts").write_text("\n".join(lines), encoding="utf-8")
    options = ("--noEmit", "--strict", "--skipLibCheck", "--module", "esnext")
    options += ("--moduleResolution", "bundler", "--types", "")
    done = subprocess.run(
        [str(compiler), *options, "graphs.ts"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[:3000]


@pytest.mark.parametrize(
    ("seconds", "written"), [(0, "PT0S"), (2.5, "PT2.5S"), (60, "PT1M"), (3725, "PT1H2M5S")]
)
def test_lengths_are_as_iso_8601_has_them(seconds: float, written: str) -> None:
    assert duration(seconds) == written


HOSTILE = ("</script>", "<!--", "-->", "<script", "\u2028", "\u2029", "&", '"', "\\", "]]>")


@settings(max_examples=80, deadline=None)
@given(text=st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8"), max_size=30)))
def test_no_text_leaves_its_script_element(text: str) -> None:
    written = script({"name": text})
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == {"name": text}
