"""The schema of each type of content, and of the trust's file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lessonbank.bank import ITEM_TYPES, ItemTypes, Trust, Value
from lessonbank.schemas.generate import AsWritten, mapped
from lessonbank.schemas.spellings import widened
from lessonbank.schemas.words import name_of

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors' YAML support knows best."""
TRUST = "trust"
"""The name of the schema of `content/trust.yml`."""
DEFINITIONS = "#/definitions/{model}"


def documents(types: ItemTypes = ITEM_TYPES) -> Mapping[str, dict[str, object]]:
    """Return the schemas of all types by folder, and that of the trust's file."""
    every: dict[str, type[Value]] = {**types.by_folder, TRUST: Trust}
    return {folder: _schema(every[folder], types) for folder in sorted(every)}


def _schema(model: type[Value], types: ItemTypes) -> dict[str, object]:
    generator = type("AsWrittenInBank", (AsWritten,), {"types": types})
    found: dict[str, Any] = model.model_json_schema(
        ref_template=DEFINITIONS, schema_generator=generator
    )
    if parts := found.pop("$defs", None):
        named = {name: {**part, "title": name_of(name)} for name, part in parts.items()}
        found["definitions"] = named
    return {"$schema": DRAFT, **mapped(found, widened), "title": name_of(model.__name__)}
