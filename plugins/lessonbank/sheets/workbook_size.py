"""Measure a workbook while unpacking it, before parsing, and refuse one that is too large.

A few hundred kilobytes can unpack to a million rows, to one cell of 100 MB, or to cells merged
over a whole sheet. Each would take openpyxl minutes and gigabytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from xml.parsers import expat

from lessonbank.sheets.errors import SheetError
from lessonbank.sheets.limits import MAX_CELLS, refuse_cells, refuse_rows

MAX_UNPACKED = 100_000_000
MAX_COLUMNS = 100
"""Columns to read."""

_PARTS = (".xml", ".rels", ".vml")
_MAX_PARTS = 5_000
_MAX_OTHER_ELEMENTS = 200_000
"""Limit for styles, names, links and other elements."""
_MAX_DEPTH = 60
_LONGEST_TEXT = 40_000
"""Characters; a cell of Excel holds 32,767."""
_LONGEST_ATTRIBUTE = 100_000
_MAX_FORMULA_WORK = 20_000_000
"""Limit for formulas times the length of the longest: all cells can share one formula."""
_CELL_PARTS = frozenset({"row", "c", "v", "f", "is", "t", "si", "r"})
_AREAS = frozenset({"mergeCell", "hyperlink"})
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_PIECE = 1 << 16


class DamagedError(ValueError):
    """The workbook has a part that no spreadsheet program writes."""


def check_size(archive: zipfile.ZipFile) -> None:
    """Raise SheetError if the workbook is too large, DamagedError if it is not a workbook."""
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        message = f"the workbook unpacks to more than {MAX_UNPACKED // 1_000_000} MB"
        raise SheetError(message, _FIX)
    if len(entries) > _MAX_PARTS:
        raise DamagedError("too many parts")
    counter = _SizeCheck()
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DamagedError("a compression that Office does not write")
        if entry.filename.lower().endswith(_PARTS):
            with archive.open(entry) as part:
                counter.begin()
                while (piece := part.read(_PIECE)) and counter.feed(piece):
                    pass


_FIX = "Copy the rows that matter into a new workbook."


class _SizeCheck:
    """Counts the elements of the parts, one part after another."""

    def __init__(self) -> None:
        self._cells = 0
        self._merged = 0
        self._others = 0
        self._texts = 0
        self._formulas = 0
        self._longest_formula = 0

    def begin(self) -> None:
        """Start a new part."""
        self._rows = self._width = self._column = self._depth = self._text = 0
        self._name = ""
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._said
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype

    def feed(self, piece: bytes) -> bool:
        """Count the elements in the piece; return whether the part is well-formed so far."""
        try:
            self._parser.Parse(piece)
        except expat.ExpatError:
            return False
        return True

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._name = name = name.rpartition(":")[2]
        self._text = 0
        self._depth += 1
        if self._depth > _MAX_DEPTH or any(
            len(value) > _LONGEST_ATTRIBUTE for value in attributes.values()
        ):
            raise DamagedError("a part that no spreadsheet writes")
        if name in _CELL_PARTS:
            self._cell_part(name, attributes)
            return
        self._others += 1
        if self._others > _MAX_OTHER_ELEMENTS:
            raise SheetError("the workbook has too many styles and links", _FIX)
        if name in _AREAS:
            self._merged += _size(attributes.get("ref", ""))
            refuse_cells(self._merged)

    def _cell_part(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            self._rows += 1
            self._column = 0
            refuse_rows(self._rows)
        elif name == "c":
            self._cells += 1
            self._column = max(self._column + 1, _column(attributes.get("r", "")))
            self._width = max(self._width, min(self._column, MAX_COLUMNS))
            refuse_cells(max(self._cells, self._rows * self._width))
        elif name == "f":
            self._formulas += 1
            self._check_formulas()
        else:
            self._texts += 1
            refuse_cells(self._texts // 3)  # `v`, or `is` and `t`, of a cell; `si` and `t` besides.

    def _said(self, text: str) -> None:
        self._text += len(text)
        if self._text > _LONGEST_TEXT and self._name in _CELL_PARTS:
            message = "a cell holds more text than Excel allows"
            raise SheetError(message, "Shorten the text; Excel itself takes 32,767 characters.")
        if self._name == "f":
            self._longest_formula = max(self._longest_formula, self._text)
            self._check_formulas()

    def _check_formulas(self) -> None:
        if self._formulas * self._longest_formula > _MAX_FORMULA_WORK:
            fix = "Copy the table and paste only its values into a new workbook."
            raise SheetError("the workbook has too many formulas", fix)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        self._text = 0

    def _refuse_doctype(self, *_: object) -> None:
        raise DamagedError("a document type, which no spreadsheet writes")


def _column(reference: str) -> int:
    """Return the column of `C17`, counted from 1; 0 if there is none."""
    found = _AREA.match(reference)
    return _number(found[1]) if found else 0


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _size(area: str) -> int:
    """Count the cells of `A1:C3`; an invalid range counts as one, since openpyxl refuses it."""
    found = _AREA.fullmatch(area)
    if found is None or found[3] is None:
        return 1
    width = abs(_number(found[3]) - _number(found[1])) + 1
    return min(width * (abs(int(found[4]) - int(found[2])) + 1), 2 * MAX_CELLS)
