"""Errors that stop a compilation."""

from __future__ import annotations

from lessonbank.diagnostics import Diagnostic


class CompileError(Exception):
    """The bank has errors; nothing was built."""

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics
