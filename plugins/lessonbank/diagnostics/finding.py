"""One finding about the content, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from lessonbank.diagnostics.codes import Code, Severity


@dataclass(frozen=True, slots=True)
class Span:
    """Where in a file: lines and columns count from 1, the end column is exclusive."""

    line: int
    column: int = 1
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What is wrong, where, why that matters, and how to put it right.

    `path` is relative to the project's root, with forward slashes. `source` is the text of the
    line that `span` points into.
    """

    code: Code
    message: str
    path: str
    fix: str
    span: Span | None = None
    source: str = ""
    suggestion: str | None = None
    """What the author probably meant."""

    @property
    def severity(self) -> Severity:
        return self.code.severity
