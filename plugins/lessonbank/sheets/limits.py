"""How many rows are read of a sheet."""

from __future__ import annotations

from lessonbank.sheets.errors import SheetError

MAX_ROWS = 20_000
MOST_COUNTED = 1_048_576
"""The rows of a sheet of Excel; more are not counted."""


def refuse_many(count: int) -> None:
    """Raise SheetError where there are more rows than are read."""
    if count > MAX_ROWS:
        many = f"more than {MOST_COUNTED:,}" if count > MOST_COUNTED else f"{count:,}"
        message = f"there are {many} rows, and {MAX_ROWS:,} at most are read"
        raise SheetError(message, "Split the file, or delete the rows that are not sessions.")
