"""Make the catalogue of an edition and its schema, as files."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic.json_schema import GenerateJsonSchema

from lessonbank.bank import Person, Programme, School, TagSet, Technique, Workshop
from lessonbank.site.catalogue.clips import clip_entry, tag_set_entry, technique_entry
from lessonbank.site.catalogue.learning import (
    person_entry,
    programme_entry,
    school_entry,
    session_entry,
    workshop_entry,
)
from lessonbank.site.catalogue.models import VERSION, Catalogue
from lessonbank.site.dates.schedule import Schedule
from lessonbank.site.library import Library
from lessonbank.site.urls import INDEX, person_path

CATALOGUE = "index.json"
CATALOGUE_SCHEMA = "index.schema.json"


def catalogue_files(library: Library, edition: str) -> Mapping[str, bytes]:
    """Return the catalogue and its schema, by address."""
    written = catalogue(library, edition).model_dump_json(exclude_none=True)
    return {CATALOGUE: f"{written}\n".encode(), CATALOGUE_SCHEMA: schema()}


def catalogue(library: Library, edition: str) -> Catalogue:
    """Return the catalogue of everything that an edition's pages show."""
    bank, schedule = library.bank, Schedule(library.bank, library.today)
    people = (each for each in bank.of(Person).values() if person_path(each))
    return Catalogue(
        edition=edition,
        built=library.today,
        name=bank.trust.name,
        language=bank.trust.language,
        url=library.absolute(INDEX) if library.site_url else None,
        clips=tuple(clip_entry(library, each) for each in library.clips),
        techniques=tuple(technique_entry(library, each) for each in bank.of(Technique).values()),
        tag_sets=tuple(tag_set_entry(library, each) for each in bank.of(TagSet).values()),
        programmes=tuple(programme_entry(library, each) for each in bank.of(Programme).values()),
        workshops=tuple(workshop_entry(library, each) for each in bank.of(Workshop).values()),
        sessions=tuple(session_entry(library, schedule, each) for each in schedule.sessions),
        schools=tuple(school_entry(library, each) for each in bank.of(School).values()),
        people=tuple(person_entry(library, each) for each in people),
    )


def schema() -> bytes:
    """Return the JSON Schema of the catalogue."""
    found = Catalogue.model_json_schema()
    found["title"] = f"Catalogue of a lesson bank, version {VERSION}"
    written = {"$schema": GenerateJsonSchema.schema_dialect, **found}
    return f"{json.dumps(written, ensure_ascii=False, indent=2)}\n".encode()
