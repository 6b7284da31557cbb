"""Write schemas as files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lessonbank.bank import ITEM_TYPES, ItemTypes
from lessonbank.files import atomic
from lessonbank.schemas.documents import documents
from lessonbank.schemas.session_file import SESSION_FILE, session_file

FOLDER = ".vscode/schemas"
"""The folder of a bank where its editors find the schemas."""


@cache
def written(types: ItemTypes = ITEM_TYPES) -> Mapping[str, bytes]:
    """Return the schemas as files, by name: `clips.json`, and that of session files."""
    return {
        f"{name}.json": f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n".encode()
        for name, schema in {**documents(types), SESSION_FILE: session_file()}.items()
    }


def write(folder: Path, types: ItemTypes = ITEM_TYPES) -> list[Path]:
    """Write all schemas into `folder` and return their paths. Raise OSError."""
    files = {folder / name: data for name, data in written(types).items()}
    for path, data in files.items():
        atomic.write_bytes(path, data)
        path.chmod(0o644)
    return [*files]
