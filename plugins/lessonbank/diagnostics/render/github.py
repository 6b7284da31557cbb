"""Render findings for pull requests: annotations on lines, and a job summary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from lessonbank.diagnostics.catalogue import Severity
from lessonbank.diagnostics.finding import Diagnostic
from lessonbank.diagnostics.render.words import amount, clean, said, sentence, summary

CAP = 10
"""GitHub shows this many annotations per severity and step, and silently drops the rest."""


def github(diagnostics: Sequence[Diagnostic], changed: Collection[str] = ()) -> str:
    """Return workflow commands, files in `changed` first; a notice counts the ones left out.

    All of them belong in the step's summary: see `github_summary`.
    """
    ranked = sorted(diagnostics, key=lambda found: found.path not in changed)
    shown = [list(_of(ranked, severity))[:CAP] for severity in Severity]
    lines = [_command(found) for group in shown for found in group]
    hidden = len(diagnostics) - len(lines)
    if hidden:
        rest = f"{amount(hidden, 'more finding')} in the summary of this step"
        lines.append(f"::notice title=lessonbank::{_data(rest)}")
    return "".join(f"{line}\n" for line in lines)


def _of(diagnostics: Sequence[Diagnostic], severity: Severity) -> Iterator[Diagnostic]:
    return (found for found in diagnostics if found.severity is severity)


def _command(found: Diagnostic) -> str:
    properties = {"file": found.path}
    if found.span:
        properties |= {"line": str(found.span.line), "col": str(found.span.column)}
        if found.span.end_column:
            properties["endColumn"] = str(found.span.end_column)
    properties["title"] = f"{found.code.number} {found.code.title}"
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{found.severity} {written}::{_data(_message(found))}"


def _message(found: Diagnostic) -> str:
    message = said(found.message)
    if found.suggestion:
        message += f" Did you mean `{clean(found.suggestion)}`?"
    return f"{message}\n{sentence(found.fix)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")


def github_summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return all findings as Markdown, for `$GITHUB_STEP_SUMMARY`."""
    if not diagnostics:
        return f"### lessonbank: {summary(diagnostics)}\n"
    rows = "\n".join(map(_row, diagnostics))
    head = "| | Where | What | How to fix |\n|---|---|---|---|"
    return f"### lessonbank: {summary(diagnostics)}\n\n{head}\n{rows}\n"


def _row(found: Diagnostic) -> str:
    place = f"{found.path}:{found.span.line}" if found.span else found.path
    message = said(found.message)
    cells = (f"{found.severity} {found.code.number}", f"`{place}`", message, sentence(found.fix))
    return f"| {' | '.join(map(_markdown, cells))} |"


def _markdown(text: str) -> str:
    """Escape Markdown and HTML in a text; format `words` as code."""
    parts = re.split(r"`([^`]*)`", clean(text))
    return "".join(
        f"<code>{_entities(part)}</code>" if index % 2 else _entities(part)
        for index, part in enumerate(parts)
    )


def _entities(text: str) -> str:
    return re.sub(r"[^\w\s.,;:/()-]|_", lambda match: f"&#{ord(match[0])};", text)
