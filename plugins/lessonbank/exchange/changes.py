"""The changes that an import would make, file by file, and writing them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

from lessonbank.bank import Item
from lessonbank.content import Reading
from lessonbank.content.edit import Written, edited, new_file
from lessonbank.content.layout import CONTENT
from lessonbank.diagnostics import Diagnostic, Severity
from lessonbank.files import atomic
from lessonbank.files.regular import refuse_links
from lessonbank.files.scratch import scratch


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as readable text; empty for no value."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One file after the import. `path` is relative to the project, with forward slashes."""

    path: str
    id: str
    fields: tuple[FieldChange, ...]
    text: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an import would do. Write nothing if one of `findings` is an error.

    `same` counts unchanged items. `notes` are messages for the user. `absent` lists ids that are in
    the bank but not in the file; they are kept.
    """

    changes: tuple[Change, ...] = ()
    same: int = 0
    notes: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(found.severity is Severity.ERROR for found in self.findings)


def write_changes(root: Path, changes: Iterable[Change]) -> None:
    """Write all files or none; keep their line endings, refuse symbolic links. Raises OSError."""
    files = {root / change.path: _bytes(root, change) for change in changes}
    if files:
        with scratch(root / ".cache" / "import") as folder:
            atomic.write_together(files, folder)


def _bytes(root: Path, change: Change) -> bytes:
    refuse_links(root, change.path)
    path = root / change.path
    is_windows = path.exists() and b"\r\n" in path.read_bytes()
    return (change.text.replace("\n", "\r\n") if is_windows else change.text).encode("utf-8")


def change_of(reading: Reading, before: Item | None, after: Item) -> Change | None:
    """Return the change from `before` to `after`; None if nothing differs."""
    old = _written(before) if before else {}
    new = _written(after)
    changed = {name: new.get(name) for name in (*old, *new) if old.get(name) != new.get(name)}
    if not changed:
        return None
    order = [field.alias or name for name, field in type(after).model_fields.items()]
    document = reading.documents[after.kind, before.id] if before else None
    fields = (FieldChange(name, _shown(old.get(name)), _shown(new.get(name))) for name in changed)
    return Change(
        document.path if document else f"{CONTENT}/{after.folder}/{after.id}.yml",
        after.id,
        tuple(sorted(fields, key=lambda field: order.index(field.name))),
        edited(document.text, changed, order) if document else new_file(new, order),
        is_new=document is None,
    )


def _written(item: Item) -> dict[str, Written]:
    """Return the fields of an item that differ from their defaults."""
    return {
        field.alias or name: _plain(value)
        for name, field in type(item).model_fields.items()
        if name not in item.given and (value := getattr(item, name)) != field.default
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return value


def _shown(value: Any) -> str:
    if isinstance(value, tuple | list):
        is_list_of_maps = any(isinstance(part, Mapping) for part in value)
        return f"{len(value)} entries" if is_list_of_maps else ", ".join(map(str, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {part}" for name, part in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)
