"""The schema of the session files that the workbench saves."""

from __future__ import annotations

from typing import Any

from lessonbank.bank import SessionFile
from lessonbank.schemas.documents import DEFINITIONS, DRAFT
from lessonbank.schemas.words import name_of

SESSION_FILE = "session-file"
"""The name of the schema."""


def session_file() -> dict[str, Any]:
    """Return the schema of a session file."""
    found: dict[str, Any] = SessionFile.model_json_schema(ref_template=DEFINITIONS)
    parts = found.pop("$defs")
    found["definitions"] = {name: {**part, "title": name_of(name)} for name, part in parts.items()}
    return {"$schema": DRAFT, **found, "title": name_of(SessionFile.__name__)}
