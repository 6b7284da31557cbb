"""Read Excel files with typed and merged cells, and write them reproducibly."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from lessonbank.sheets.cells import Cell, CellValue, Sheet, address
from lessonbank.sheets.errors import SheetError
from lessonbank.sheets.escapes import escaped, unescaped
from lessonbank.sheets.ooxml_files import read_ooxml
from lessonbank.sheets.workbook_size import MAX_COLUMNS, check_size

_BLANK_ROWS = 200
"""Empty rows after which only formatting follows."""
_LONGEST = 32_767
_WIDEST = 40

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    KeyError,
    IndexError,
    AttributeError,
    ValueError,
    TypeError,
    OSError,
    NotImplementedError,
    RuntimeError,
    Image.DecompressionBombError,
)
"""Exceptions that openpyxl and its dependencies raise for damaged and other files.

Both XML parsers that openpyxl uses, lxml if installed and else Python's, raise SyntaxError.
"""


def read_xlsx(data: bytes) -> tuple[Sheet, ...]:
    """Read the visible sheets. Raises SheetError."""
    return tuple(sheet for sheet in read_book(data) if not sheet.is_hidden)


def read_book(data: bytes) -> tuple[Sheet, ...]:
    """Read all sheets, hidden ones without rows. Raises SheetError."""
    _check_size(data)
    try:
        found = _read(data)
    except _BROKEN:
        found = ()
    return found or _read_plainly(data)


def _read_plainly(data: bytes) -> tuple[Sheet, ...]:
    """Read a workbook that is Strict Open XML, or damaged outside its cells."""
    try:
        found = read_ooxml(data)
    except _BROKEN as error:
        raise _no_workbook() from error
    if not found:
        raise _no_workbook()
    return found


def _check_size(data: bytes) -> None:
    """Raise SheetError if the workbook is too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_size(archive)
    except _BROKEN as error:
        raise _no_workbook() from error


def _read(data: bytes) -> tuple[Sheet, ...]:
    book = _load(data, values=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    values = None
    if any(cell.data_type == "f" for sheet in sheets for cell in _cells(sheet)):
        values = _load(data, values=True)
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    return (
        *(_sheet(each, values[each.title] if values else each) for each in sheets),
        *(Sheet(name, (), is_hidden=True) for name in hidden),
    )


def _load(data: bytes, *, values: bool) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl warns about styles, drop-down lists and pictures, which do not affect cells.
        warnings.simplefilter("ignore", UserWarning)
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return load_workbook(io.BytesIO(data), data_only=values)


def _no_workbook() -> SheetError:
    fix = "Open it in the spreadsheet and save it as .xlsx, without a password."
    return SheetError("the file is not a readable Excel workbook", fix)


def _cells(sheet: Worksheet) -> Iterator[Any]:
    for row in _rows(sheet):
        yield from row


def _rows(sheet: Worksheet) -> list[tuple[Any, ...]]:
    """Return the rows down to the last filled one."""
    rows: list[tuple[Any, ...]] = []
    last = 0
    for row in sheet.iter_rows(max_col=min(sheet.max_column, MAX_COLUMNS)):
        rows.append(row)
        if any(cell.value is not None for cell in row):
            last = len(rows)
        elif len(rows) - last > _BLANK_ROWS:
            break
    return rows[:last]


_Merged = Mapping[tuple[int, int], tuple[int, int]]
"""Row and column of each merged cell, and those of the first cell of its range."""


def _sheet(formulas: Worksheet, values: Worksheet) -> Sheet:
    rows = _rows(formulas)
    merged = _merged(formulas, len(rows))
    cells = (tuple(_cell(formulas, values, cell, merged) for cell in row) for row in rows)
    return Sheet(
        formulas.title,
        tuple(cells),
        frozenset(number for number, row in formulas.row_dimensions.items() if row.hidden),
        frozenset(_hidden_columns(formulas)),
    )


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min and column.max:
            yield from range(column.min, min(column.max, MAX_COLUMNS) + 1)


def _merged(sheet: Worksheet, rows: int) -> _Merged:
    return {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, rows) + 1)
        for column in range(area.min_col, min(area.max_col, MAX_COLUMNS) + 1)
    }


def _cell(formulas: Worksheet, values: Worksheet, cell: Any, merged: _Merged) -> Cell:
    where = address(formulas.title, cell.row, cell.column)
    row, column = merged.get((cell.row, cell.column), (cell.row, cell.column))
    first, known = formulas.cell(row, column), values.cell(row, column)
    fault = None
    if first.data_type == "f" and known.value is None:
        fault = "the formula has no value yet"
    elif known.data_type == "e":
        fault = f"the formula gives {known.value}"
    return Cell(
        where,
        None if fault else _plain(known.value),
        first.hyperlink.target if first.hyperlink else None,
        fault,
        address(formulas.title, row, column),
        since_1904=_is_number(known.value) and _is_1904(formulas.parent),
    )


def _is_1904(book: Workbook | None) -> bool:
    return book is not None and book.epoch == CALENDAR_MAC_1904


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(value: object) -> CellValue:
    """Return the value, or None for blank text."""
    if value is None or isinstance(value, bool | int | float | date | time):
        return value
    if isinstance(value, str):
        return unescaped(value).strip() or None
    return str(value)


def xlsx_bytes(name: str, header: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> bytes:
    """Write a workbook of one sheet; text is never a formula. Raises SheetError."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    table = [header, *rows]
    for number, row in enumerate(table, start=1):
        for column, value in enumerate(row, start=1):
            _write(sheet, number, column, value)
    _dress(sheet, table)
    return _dateless(book)


def _write(sheet: Worksheet, row: int, column: int, value: CellValue) -> None:
    cell = sheet.cell(row, column)
    if not isinstance(value, str):
        cell.value = value
        cell.number_format = _FORMATS.get(type(value), cell.number_format)
        return
    if len(value) > _LONGEST or ILLEGAL_CHARACTERS_RE.search(value):
        where = address(sheet.title, row, column)
        fix = "Write it as .csv instead."
        raise SheetError(f"the text for {where} is more than a cell of Excel holds", fix)
    cell.value = escaped(value)
    cell.data_type = "s"  # Otherwise text that starts with = would be a formula.
    cell.quotePrefix = True


_FORMATS: dict[type, str] = {date: "dd/mm/yyyy", datetime: "dd/mm/yyyy", time: "hh:mm"}


def _dress(sheet: Worksheet, table: Sequence[Sequence[object]]) -> None:
    """Freeze the header row and fit the column widths."""
    sheet.freeze_panes = "B2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, column in enumerate(zip(*table, strict=True), start=1):
        widest = max(len(str(value or "")) for value in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(widest, _WIDEST) + 2
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)


_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def _dateless(book: Workbook) -> bytes:
    """Return the workbook's bytes with fixed timestamps."""
    written = io.BytesIO()
    book.save(written)
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            data = _CORE if name == "docProps/core.xml" else old.read(name)
            new.writestr(zipfile.ZipInfo(name, _FIRST_DAY), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


_CORE = (
    b'<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
"""Document properties without author and time."""
