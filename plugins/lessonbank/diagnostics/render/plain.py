"""Render findings as sentences, for logs, pipes and screen readers."""

from __future__ import annotations

from collections.abc import Sequence

from lessonbank.diagnostics.finding import Diagnostic
from lessonbank.diagnostics.render.words import clean, first_of_code, said, sentence


def plain(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one paragraph per finding. The first finding of each code has its cause."""
    first = first_of_code(diagnostics)
    return "\n\n".join(
        _paragraph(found, tell_cause=position in first)
        for position, found in enumerate(diagnostics)
    )


def _paragraph(found: Diagnostic, *, tell_cause: bool) -> str:
    lines = [f"{found.severity.capitalize()} {found.code.number} in {_where(found)}:"]
    lines.append(said(found.message))
    if found.source.strip():
        lines.append(f"The line reads: {clean(found.source.strip())}")
    if tell_cause:
        lines.append(f"Why: {found.code.cause}")
    if found.suggestion:
        lines.append(f"Did you mean `{clean(found.suggestion)}`?")
    lines.append(f"Fix: {sentence(found.fix)}")
    return "\n".join(lines)


def _where(found: Diagnostic) -> str:
    path = clean(found.path)
    if found.span is None:
        return path
    return f"{path}, line {found.span.line}, column {found.span.column}"
