"""Text of cells without the signs that nobody sees and nobody meant."""

from __future__ import annotations

import re
from dataclasses import replace

from lessonbank.files.invisible import without_invisible
from lessonbank.sheets.cells import Cell, Sheet

_CONTROLS = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Controls, halves of pairs and U+FFFE: no file of content may hold them."""


def tidied(sheet: Sheet) -> Sheet:
    """The sheet without control and zero-width characters; a cell of nothing else is empty."""
    return replace(sheet, rows=tuple(tuple(map(_cell, row)) for row in sheet.rows))


def _cell(cell: Cell) -> Cell:
    if not isinstance(cell.value, str) or (cell.value.isascii() and cell.value.isprintable()):
        return cell
    text = without_invisible(cell.value).replace("\r\n", "\n").replace("\r", "\n")
    return replace(cell, value=_CONTROLS.sub("", text).strip() or None)
