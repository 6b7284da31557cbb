"""Phrases for all formats, and escaping of contributors' text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lessonbank.diagnostics.catalogue import Severity
from lessonbank.diagnostics.finding import Diagnostic

_UNSAFE = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ud800-\\udfff]"
)
"""Characters that move the cursor, set colours, change text direction or cannot be encoded."""


def clean(text: str) -> str:
    """Return `text` on one line, with control characters escaped."""
    return _UNSAFE.sub(_written_out, text.replace("\t", "    "))


def _written_out(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}"  # noqa: PLR2004 - one byte


def sentence(text: str) -> str:
    """Return `text` as a sentence."""
    text = clean(text)
    return text if text.endswith((".", "?", "!")) else f"{text}."


_ORDINARY_WORD = re.compile(r"[a-z][a-z'’-]*[,:;]?(?=\s|$)")  # noqa: RUF001 - as typed


def said(message: str) -> str:
    """Return a finding's message as a sentence. A file name at its start keeps its case."""
    capital = message[:1].upper() if _ORDINARY_WORD.match(message) else message[:1]
    return sentence(capital + message[1:])


def count(diagnostics: Sequence[Diagnostic], severity: Severity) -> int:
    return sum(found.severity is severity for found in diagnostics)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return `3 errors and 1 warning in 2 files`, without a full stop."""
    if not diagnostics:
        return "No mistakes found"
    parts = [
        amount(number, severity.value)
        for severity in Severity
        if (number := count(diagnostics, severity))
    ]
    files = len({found.path for found in diagnostics})
    return f"{' and '.join(parts)} in {amount(files, 'file')}"


def amount(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def first_of_code(diagnostics: Sequence[Diagnostic]) -> frozenset[int]:
    """Return the positions of the first finding of each code, which show its cause."""
    seen = {found.code: position for position, found in reversed(list(enumerate(diagnostics)))}
    return frozenset(seen.values())
