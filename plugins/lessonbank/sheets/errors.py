"""Errors in spreadsheets, each with a fix."""

from __future__ import annotations


class SheetError(Exception):
    """The file cannot be read at all."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
