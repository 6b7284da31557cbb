"""The values read as a day or a time, and the error for unclear ones."""

from __future__ import annotations

from datetime import date, time, timedelta

Written = str | int | float | bool | date | time | timedelta | None
"""Text, or the value that a spreadsheet made from it; None for an empty cell."""


class UnclearError(ValueError):
    """A text or value that does not have exactly one meaning.

    `message` quotes the text and says what is wrong. `fix` says what to write instead.
    `suggestion` is the probable meaning, in a form that can be read again. `reason` says why
    text in the form of a day or a time is not one (`30 February`).
    """

    def __init__(
        self, message: str, fix: str, suggestion: str | None = None, *, reason: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.suggestion = suggestion
        self.reason = reason
