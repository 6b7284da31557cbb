"""Render findings as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lessonbank.diagnostics.catalogue import Severity
from lessonbank.diagnostics.finding import Diagnostic
from lessonbank.diagnostics.render.words import count


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return all findings in order. `endColumn` is exclusive."""
    report = {
        "version": 1,
        "errors": count(diagnostics, Severity.ERROR),
        "warnings": count(diagnostics, Severity.WARNING),
        "diagnostics": [_entry(found) for found in diagnostics],
    }
    return json.dumps(report, indent=2) + "\n"


def _entry(found: Diagnostic) -> dict[str, object]:
    span = found.span
    return {
        "code": found.code.number,
        "name": found.code.title,
        "severity": found.severity.value,
        "path": found.path,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "endColumn": span.end_column if span else None,
        "message": found.message,
        "cause": found.code.cause,
        "fix": found.fix,
        "suggestion": found.suggestion,
        "source": found.source,
    }
