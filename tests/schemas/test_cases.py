"""What schemas find of the mistakes in tests/cases/checks, and what only `check` can find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cases import PATHS, laid_over
from editors import READERS, UNREADABLE, errors, items_of, read

FOUND = {
    "LB102": "a field that there is not",
    "LB105": "a value of another type",
    "LB106": "a value in another format, or of no list",
    "LB107": "a field that is missing",
    "LB205": "a tag without a definition",
    "LB213": "a step that does not say what to do",
    "LB301": "a time in another format",
    "LB502": "no licence",
    "LB503": "no rights holder",
}
"""The codes whose mistakes a schema finds. All others are about several fields or files."""
NOT_FOUND = {
    ("LB102", "form-mistakes"): "which fields a question has depends on its kind",
    ("LB106", "look-unusable"): "the font's file is not what its name says",
    ("LB106", "wrong-value-colour-without-quotes"): "YAML sees a comment, so the field is empty",
    ("LB106", "wrong-value-time-zone"): "the time zones are not in the schema",
    ("LB107", "form-mistakes"): "which fields a question has depends on its kind",
    ("LB107", "missing-field-session"): "a session has a title or a workshop or a community",
    ("LB301", "not-a-time"): "75 is what YAML 1.1 makes of 1:15",
}
"""Mistakes of these codes that a schema cannot find, by case, and why."""


@pytest.mark.parametrize("version", READERS)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_schema_finds_what_it_can_and_nothing_else(
    path: Path, version: str, tmp_path: Path
) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    root = laid_over(tmp_path / "bank", case.get("files", {}), case.get("edits", {}))
    told: dict[str, set[str]] = {}
    for each in case["diagnostics"]:
        told.setdefault(each["path"], set()).add(each["code"].split()[0])
    for file, name, data in _read(root / "content", version):
        codes = told.get(file.relative_to(root).as_posix(), set())
        found = errors(name, data)
        if not codes:
            assert not found, file
        for code in codes & FOUND.keys():
            assert found or (code, path.stem) in NOT_FOUND, (code, file)


def _read(content: Path, version: str) -> Iterator[tuple[Path, str, Any]]:
    """Yield the files that are maps, with their schemas and data."""
    for path, name, text in items_of(content):
        try:
            data = read(text, version)
        except UNREADABLE:
            continue
        if isinstance(data, dict):
            yield path, name, data
