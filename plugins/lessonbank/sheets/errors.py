"""What cannot be read of a spreadsheet, and what to do about it."""

from __future__ import annotations


class SheetError(Exception):
    """A file of which no cell can be read."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


class UnreadableCellError(ValueError):
    """A cell that does not say what it should. The message speaks of what is written in it."""

    def __init__(self, message: str, fix: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.suggestion = suggestion
