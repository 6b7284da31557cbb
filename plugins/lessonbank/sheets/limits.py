"""Size limits of tables: above any school's needs, and readable within seconds."""

from __future__ import annotations

from lessonbank.sheets.errors import SheetError

MAX_BYTES = 20_000_000
MAX_ROWS = 20_000
MAX_CELLS = 200_000
"""Limit for a file: the number of rows times the widest row."""


def refuse_rows(count: int) -> None:
    """Raise SheetError if there are too many rows."""
    if count > MAX_ROWS:
        message = f"there are more than {MAX_ROWS:,} rows"
        raise SheetError(message, "Split the file, or delete the rows that are not sessions.")


def refuse_cells(count: int) -> None:
    """Raise SheetError if there are too many cells."""
    if count > MAX_CELLS:
        message = f"there are more than {MAX_CELLS:,} cells, merged and empty ones counted"
        raise SheetError(message, "Copy the rows and columns that matter into a new file.")
