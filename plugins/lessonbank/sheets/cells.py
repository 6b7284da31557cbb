"""A sheet as values: rows of cells, each with the address that people know it by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

CellValue = str | int | float | bool | date | time | timedelta | None
"""Text, or what a spreadsheet has told from text; None where nothing is written."""

LETTERS = 26


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    `fault` says why its value is not known, as of a formula that came to nothing; `link` is where
    a press on it leads. `origin` is the address of the first of several that are merged into one.
    """

    address: str
    value: CellValue = None
    link: str | None = None
    fault: str | None = None
    origin: str | None = None

    @property
    def text(self) -> str:
        """What it holds, as somebody would type it."""
        match self.value:
            case None:
                return ""
            case bool():
                return "yes" if self.value else "no"
            case float() if self.value.is_integer():
                return str(int(self.value))
            case datetime() if self.value.time() == time():
                return self.value.date().isoformat()
            case time():
                return f"{self.value:%H:%M}" if self.value.second == 0 else f"{self.value:%H:%M:%S}"
            case _:
                return str(self.value).replace("\r\n", "\n").replace("\r", "\n").strip()

    @property
    def repeats(self) -> bool:
        """Whether what it says is written in another cell."""
        return self.origin not in (None, self.address)

    @property
    def is_filled(self) -> bool:
        return self.fault is not None or self.text != ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file; that of a CSV file has no name. All rows have as many cells."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def address(sheet: str, row: int, column: int) -> str:
    """`Sheet1!C17`, or `C17` where the sheet has no name; both numbers count from 1."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, LETTERS)
        letters = f"{chr(ord('A') + letter)}{letters}"
    return f"{sheet}!{letters}{row}" if sheet else f"{letters}{row}"
