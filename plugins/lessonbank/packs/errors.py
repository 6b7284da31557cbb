"""The error of this room."""

from __future__ import annotations

from collections.abc import Sequence

from lessonbank.diagnostics import Diagnostic


class PackError(Exception):
    """The pack cannot be made or read. The message says why."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)
