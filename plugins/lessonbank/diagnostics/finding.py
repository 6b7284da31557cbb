"""One finding about the content."""

from __future__ import annotations

from dataclasses import dataclass

from lessonbank.diagnostics.catalogue import Severity
from lessonbank.diagnostics.codes import Code


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file: lines and columns count from 1, the end column is exclusive."""

    line: int
    column: int = 1
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding: its cause, its place and its fix.

    `path` is relative to the project's root, with forward slashes. `source` is the text of the
    line that `span` is in.
    """

    code: Code
    message: str
    path: str
    fix: str
    span: Span | None = None
    source: str = ""
    suggestion: str | None = None
    """The value that the author probably meant."""

    @property
    def severity(self) -> Severity:
        return self.code.severity
