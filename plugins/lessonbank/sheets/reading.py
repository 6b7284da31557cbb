"""Read the sheets of a spreadsheet file."""

from __future__ import annotations

from pathlib import Path

from lessonbank.sheets.cells import Sheet
from lessonbank.sheets.csv_files import read_csv
from lessonbank.sheets.errors import SheetError
from lessonbank.sheets.limits import MAX_BYTES
from lessonbank.sheets.tidy import tidied
from lessonbank.sheets.xlsx_files import read_book

_TEXT = (".csv", ".tsv", ".txt")
_WORKBOOKS = (".xlsx", ".xlsm")


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Read the sheets of a file by its extension. Raises SheetError."""
    suffix = path.suffix.lower()
    if suffix not in (*_TEXT, *_WORKBOOKS):
        message = f"a file that ends with {suffix or 'nothing'} is not a supported spreadsheet"
        raise SheetError(message, "Save it as .xlsx or as .csv.")
    data = read_limited(path, MAX_BYTES)
    sheets = (read_csv(data),) if suffix in _TEXT else read_book(data)
    return tuple(tidied(sheet.shown) for sheet in sheets)


def read_limited(path: Path, limit: int) -> bytes:
    """Read a file of at most `limit` bytes. Raises SheetError if it is larger."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        reason = error.strerror or "it is not there"
        fix = "Check its name; and close it where another program has it open."
        raise SheetError(f"the file cannot be read: {reason}", fix) from error
    if len(data) > limit:
        message = f"the file is larger than {limit // 1_000_000} MB"
        raise SheetError(message, "Copy the part that matters into a new file.")
    return data
