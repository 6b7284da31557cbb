"""Values for sheets: rows of cells, each with its spreadsheet address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

CellValue = str | int | float | bool | date | time | timedelta | None
"""Text, or a value with a type of its own in the spreadsheet; None if empty."""

LETTERS = 26


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    `fault` says why its value is unknown, for example a failed formula. `link` is the address of
    its hyperlink. `origin` is the address of the first cell of a merged range.
    """

    address: str
    value: CellValue = None
    link: str | None = None
    fault: str | None = None
    origin: str | None = None
    since_1904: bool = False
    """Whether dates count from 1904, as in workbooks of older Macs."""

    @property
    def text(self) -> str:
        """The value as a person would type it."""
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
        """Whether its value comes from another cell of a merged range."""
        return self.origin not in (None, self.address)

    @property
    def is_filled(self) -> bool:
        return self.fault is not None or self.text != ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file; a CSV sheet has no name. All rows have the same number of cells.

    `hidden_rows` and `hidden_columns` count from 1. The rows of a hidden sheet are not read.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False

    @property
    def shown(self) -> Sheet:
        """The visible sheet: hidden cells are empty.

        `hidden_rows` and `hidden_columns` keep only those that had content.
        """
        own = [
            (number, column)
            for number, row in enumerate(self.rows, start=1)
            for column, cell in enumerate(row, start=1)
            if (number in self.hidden_rows or column in self.hidden_columns)
            and cell.is_filled
            and not cell.repeats
        ]
        rows = {row for row, _ in own} & self.hidden_rows
        columns = {column for row, column in own if row not in rows} & self.hidden_columns
        kept = self.rows if not own else tuple(self._emptied(rows, columns))
        return replace(
            self, rows=kept, hidden_rows=frozenset(rows), hidden_columns=frozenset(columns)
        )

    def _emptied(self, rows: set[int], columns: set[int]) -> Iterator[tuple[Cell, ...]]:
        for number, row in enumerate(self.rows, start=1):
            yield tuple(
                Cell(cell.address) if number in rows or column in columns else cell
                for column, cell in enumerate(row, start=1)
            )


def address(sheet: str, row: int, column: int) -> str:
    """Return `Sheet1!C17`, or `C17` if the sheet has no name; both numbers count from 1."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, LETTERS)
        letters = f"{chr(ord('A') + letter)}{letters}"
    return f"{sheet}!{letters}{row}" if sheet else f"{letters}{row}"
