"""The error for a spreadsheet that cannot be read, with its fix."""

from __future__ import annotations


class SheetError(Exception):
    """A file of which no cell can be read."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
