"""Remove invisible characters from cells."""

from __future__ import annotations

import re
from dataclasses import replace

from lessonbank.files.invisible import without_invisible
from lessonbank.sheets.cells import Cell, Sheet

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def tidied(sheet: Sheet) -> Sheet:
    """Remove control and zero-width characters; a cell with nothing else becomes empty."""
    return replace(sheet, rows=tuple(tuple(map(_cell, row)) for row in sheet.rows))


def _cell(cell: Cell) -> Cell:
    if not isinstance(cell.value, str) or (cell.value.isascii() and cell.value.isprintable()):
        return cell
    text = without_invisible(cell.value).replace("\r\n", "\n").replace("\r", "\n")
    return replace(cell, value=_CONTROLS.sub("", text).strip() or None)
