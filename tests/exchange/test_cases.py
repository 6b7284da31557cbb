"""Golden cases of tests/cases/imports: files to import, and their findings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from importing import CASES, read, write_bank
from lessonbank.content import Reading
from lessonbank.diagnostics import Diagnostic
from lessonbank.exchange import (
    Plan,
    TaggingError,
    plan_framework,
    plan_schools,
    plan_sessions,
    read_taggings,
)

PATHS = sorted((CASES / "imports").glob("*.yml"))


def _read(_: Reading, file: Path) -> Plan:
    """Read a session file, which changes nothing."""
    try:
        read_taggings(file)
    except TaggingError as error:
        return Plan(findings=error.diagnostics)
    return Plan()


PLANS = {
    "sessions": plan_sessions,
    "schools": plan_schools,
    "framework": plan_framework,
    "tagging": _read,
}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    root = write_bank(tmp_path / "bank")
    plan = PLANS[case["command"]](read(root), _file(tmp_path, case), **case.get("options", {}))
    assert [_told(found) for found in plan.findings] == case["diagnostics"]
    assert not plan.has_errors or not plan.changes


def _file(folder: Path, case: Mapping[str, Any]) -> Path:
    """Write the file of a case: text, or rows of a workbook."""
    if "rows" in case:
        book = Workbook()
        book.worksheets[0].title = "Sheet1"
        for row in case["rows"]:
            book.worksheets[0].append(row)
        book.save(folder / "plan.xlsx")
        return folder / "plan.xlsx"
    file = folder / case.get("name", "plan.csv")
    file.write_text(case["file"], encoding="utf-8")
    return file


def _told(found: Diagnostic) -> dict[str, str | int]:
    told = {
        "code": f"{found.code.number} {found.code.title}",
        "message": found.message,
        "fix": found.fix,
        "line": found.span.line if found.span else None,
        "suggestion": found.suggestion,
    }
    return {name: value for name, value in told.items() if value is not None}
