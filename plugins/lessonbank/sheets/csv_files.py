"""Read CSV in any common separator and encoding, and write CSV that opens in Excel correctly."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from lessonbank.files.encodings import by_mark, by_zeros
from lessonbank.sheets.cells import Cell, Sheet, address
from lessonbank.sheets.errors import SheetError
from lessonbank.sheets.escapes import escaped, unescaped
from lessonbank.sheets.limits import MAX_ROWS, refuse_cells, refuse_rows

_BYTE_ORDER_MARK = "\ufeff"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First characters of formulas, including full-width ones."""
_SEPARATORS = (",", ";", "\t")
_LOOKED_AT = 40
"""Rows to inspect to detect the separator."""


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a table in UTF-8, with a byte order mark so that Excel reads accents correctly."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_guarded(value) for value in row] for row in rows)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode("utf-8")


def read_csv(data: bytes) -> Sheet:
    """Read a CSV file; all cells are text. Raises SheetError."""
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
    """Return the length of the row without trailing empty cells."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)


def decoded(data: bytes) -> str:
    """Decode a CSV file in any common encoding. Raises SheetError."""
    marked = by_mark(data)
    encoding, rest = marked or (by_zeros(data) or "", data)
    if encoding:
        try:
            return rest.decode(encoding)
        except UnicodeDecodeError as error:
            raise _unknown_encoding() from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _old_text(data)


def _old_text(data: bytes) -> str:
    """Decode text of an older Windows or Mac; choose the encoding with more plausible letters."""
    read = {}
    for encoding in ("windows-1252", "mac-roman"):
        with suppress(UnicodeDecodeError):
            read[encoding] = data.decode(encoding)
    if b"\n" not in data and b"\r" in data:  # Only old Macs ended lines like this.
        read.pop("windows-1252", None)
    if not read:
        raise _unknown_encoding()
    return max(read.values(), key=lambda text: len(_EXPECTED.findall(text)))


_EXPECTED = re.compile(
    "[\u00a3\u20ac\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2022\u00a0"
    "\u00e0-\u00f6\u00f9-\u00fc\u00c9\u00bd\u00bc\u00be\u00b0]"
)
"""Accented small letters and common signs; other characters suggest the wrong encoding."""


def _unknown_encoding() -> SheetError:
    fix = "Save it again from the spreadsheet as CSV UTF-8."
    return SheetError("the text encoding of the file is unknown", fix)


_NAMED = re.compile(r"[sS][eE][pP]=([^\r\n])(?:\r\n|\r|\n|\Z)")


def _rows(text: str) -> list[list[str]]:
    """Split the text into at most MAX_ROWS + 1 rows. Raises SheetError if it is not CSV."""
    if named := _NAMED.match(text):
        # Excel counts its `sep=` line as a row, so keep an empty row for it.
        return [[], *_all(text[named.end() :], named[1])]
    heads = {
        separator: list(islice(_split(text, separator), _LOOKED_AT)) for separator in _SEPARATORS
    }
    return _all(text, max(heads, key=lambda separator: _width(heads[separator])))


def _all(text: str, separator: str) -> list[list[str]]:
    return list(islice(_split(text, separator), MAX_ROWS + 1))


def _width(rows: list[list[str]]) -> int:
    """Return the number of filled cells in rows with more than one."""
    filled = (sum(bool(cell.strip()) for cell in row) for row in rows)
    return sum(count for count in filled if count > 1)


def _split(text: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        fix = "Save it again from the spreadsheet as CSV UTF-8."
        raise SheetError(f"the file is not a table: {error}", fix) from error


def _cell(row: Sequence[str], number: int, column: int) -> Cell:
    text = _unguarded(row[column - 1]) if column <= len(row) else ""
    return Cell(address("", number, column), unescaped(text).strip() or None)


def _guarded(value: object) -> str:
    """Return a cell's text, with an apostrophe if a spreadsheet would run it as a formula.

    Numbers are numbers, negative ones too.
    """
    if isinstance(value, (int, float)):
        return str(value)
    text = "" if value is None else escaped(str(value))
    return f"'{text}" if text.lstrip("'").startswith(_STARTS_A_FORMULA) else text


def _unguarded(text: str) -> str:
    """Return the text without the apostrophe of `_guarded`."""
    is_guarded = text.startswith("'") and text.lstrip("'").startswith(_STARTS_A_FORMULA)
    return text[1:] if is_guarded else text
