"""What is read as a day or a time, and the error when it is none."""

from __future__ import annotations

from datetime import date, time, timedelta

Written = str | int | float | bool | date | time | timedelta | None
"""Text, or a value that a spreadsheet has made of it; None for an empty cell."""


class UnclearError(ValueError):
    """Something written that does not have one meaning.

    `message` quotes what is written and says what is wrong. `fix` says what to write instead.
    `suggestion` is what was probably meant, in a form that can be read again. `reason` is given for
    text that has the form of a day or a time: why it is none all the same.
    """

    def __init__(
        self, message: str, fix: str, suggestion: str | None = None, *, reason: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.suggestion = suggestion
        self.reason = reason
