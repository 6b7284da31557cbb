"""Words that every form shares, and contributors' text made safe to print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lessonbank.diagnostics.codes import Severity
from lessonbank.diagnostics.finding import Diagnostic

_UNSAFE = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ud800-\\udfff]"
)
"""What moves the cursor, colours the screen, turns text around or cannot be encoded."""


def clean(text: str) -> str:
    """`text` in one line, with what would act on the screen written out."""
    return _UNSAFE.sub(_written_out, text.replace("\t", "    "))


def _written_out(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}"  # noqa: PLR2004 - one byte


def sentence(text: str) -> str:
    """`text` as a sentence."""
    text = clean(text)
    return text if text.endswith((".", "?", "!")) else f"{text}."


_ORDINARY_WORD = re.compile(r"[a-z][a-z'’-]*[,:;]?(?=\s|$)")  # noqa: RUF001 - as typed


def said(message: str) -> str:
    """A finding's message as a sentence. A file name at its start keeps its small letter."""
    capital = message[:1].upper() if _ORDINARY_WORD.match(message) else message[:1]
    return sentence(capital + message[1:])


def count(diagnostics: Sequence[Diagnostic], severity: Severity) -> int:
    return sum(found.severity is severity for found in diagnostics)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """`3 errors and 1 warning in 2 files`, without a full stop."""
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
    """The positions at which a code comes for the first time: there its cause is told."""
    seen = {found.code: position for position, found in reversed(list(enumerate(diagnostics)))}
    return frozenset(seen.values())
