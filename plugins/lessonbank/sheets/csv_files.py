"""CSV as schools have it: any separator and encoding in, and out what opens in Excel as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import islice

from lessonbank.sheets.cells import Cell, Sheet, address
from lessonbank.sheets.errors import SheetError
from lessonbank.sheets.limits import MAX_ROWS, refuse_cells, refuse_rows

_BYTE_ORDER_MARK = "\ufeff"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What spreadsheets run, the wide signs of East Asian keyboards included."""
_SEPARATORS = (",", ";", "\t")
_LOOKED_AT = 40
"""Rows by which the separator is known."""


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table in UTF-8. The mark at its start is what makes Excel read accents right."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_guarded(value) for value in row] for row in rows)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode("utf-8")


def read_csv(data: bytes) -> Sheet:
    """The cells of a CSV file, all text. Raises SheetError."""
    rows = _rows(decoded(data))
    refuse_rows(len(rows))
    width = max(map(_filled, rows), default=0)
    refuse_cells(len(rows) * width)
    return Sheet(
        "",
        tuple(
            tuple(_cell(row, number, column) for column in range(1, width + 1))
            for number, row in enumerate(rows, start=1)
        ),
    )


def _filled(row: Sequence[str]) -> int:
    """How long the row is without the empty cells at its end, of which some programs write many."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)


def decoded(data: bytes) -> str:
    """The text of a CSV file in UTF-8, UTF-16 or Windows' Western encoding. Raises SheetError."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "windows-1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    fix = "Save it again from the spreadsheet as CSV UTF-8."
    raise SheetError("the file is not text in an encoding that is known", fix)


def _rows(text: str) -> list[list[str]]:
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=,"):
        # Excel's own line; it counts as a row there, so it does here.
        return [[], *_split(rest, first.strip()[-1], MAX_ROWS)]
    best = max(_SEPARATORS, key=lambda separator: _width(_split(text, separator, _LOOKED_AT)))
    return _split(text, best, MAX_ROWS + 1)


def _width(rows: list[list[str]]) -> int:
    """How many cells are filled where there is more than one in a row."""
    filled = (sum(bool(cell.strip()) for cell in row) for row in rows)
    return sum(count for count in filled if count > 1)


def _split(text: str, separator: str, count: int) -> list[list[str]]:
    """The first `count` rows."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return list(islice(reader, count))
    except csv.Error as error:
        fix = "Save it again from the spreadsheet as CSV UTF-8."
        raise SheetError(f"the file is no table: {error}", fix) from error


def _cell(row: Sequence[str], number: int, column: int) -> Cell:
    text = _unguarded(row[column - 1]) if column <= len(row) else ""
    return Cell(address("", number, column), text.strip() or None)


def _guarded(value: object) -> str:
    """A cell's text; an apostrophe keeps a spreadsheet from running it as a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip("'").startswith(_STARTS_A_FORMULA) else text


def _unguarded(text: str) -> str:
    """What was written before it was guarded."""
    is_guarded = text.startswith("'") and text.lstrip("'").startswith(_STARTS_A_FORMULA)
    return text[1:] if is_guarded else text
