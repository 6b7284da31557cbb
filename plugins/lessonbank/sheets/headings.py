"""Where a table begins in a sheet, and which column is which, by names that are nearly right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lessonbank.sheets.cells import Cell, Sheet

Meaning = Callable[[str], str | None]
"""What a heading in plain words stands for, if anything."""

_LOOKED_AT = 40
"""Rows in which the headings are looked for; titles and notes stand above them."""
_ABOVE = 2
"""Rows of headings that may stand above the last of them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that is known: what it stands for, and where that is written."""

    key: str
    column: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: `number` as the spreadsheet counts, cells by what they stand for."""

    number: int
    cells: Mapping[str, Cell]
    filled: tuple[Cell, ...]
    """What is written in the row, in whichever column, each merged cell once."""


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a sheet: its columns, those that are unknown or come again, and its rows."""

    sheet: Sheet
    headings: tuple[Heading, ...]
    unknown: tuple[Cell, ...]
    repeated: tuple[Heading, ...]
    rows: tuple[Row, ...]


def plain_words(text: str) -> str:
    """A heading without capitals, signs, and what stands in brackets."""
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"\(.*?\)", " ", text.lower())))


def find_table(sheet: Sheet, meaning: Meaning, least: int = 2) -> Table | None:
    """The table under the row that names the most columns; None where none names `least`."""
    top = range(min(len(sheet.rows), _LOOKED_AT))
    found = [list(_headings(sheet, number, meaning)) for number in top]
    best = max(range(len(found)), key=lambda number: _known(found[number]), default=0)
    if not found or _known(found[best]) < least:
        return None
    return _table(sheet, best, found[best])


def _known(headings: list[tuple[str | None, int, Cell]]) -> int:
    return len({key for key, _, _ in headings} - {None})


def _headings(
    sheet: Sheet, number: int, meaning: Meaning
) -> Iterator[tuple[str | None, int, Cell]]:
    """What each column is called in a row, with the help of the rows above."""
    for column, cell in enumerate(sheet.rows[number]):
        above = [sheet.rows[number - up][column] for up in range(1, min(_ABOVE, number) + 1)]
        named = cell if cell.is_filled else next((each for each in above if each.is_filled), cell)
        words = plain_words(named.text)
        if not words:
            continue
        longer = (f"{plain_words(over.text)} {words}" for over in above if over is not named)
        known = (meaning(name) for name in (*longer, words))
        yield next(filter(None, known), None), column, named


def _table(sheet: Sheet, header: int, named: list[tuple[str | None, int, Cell]]) -> Table:
    headings: dict[str, Heading] = {}
    repeated: list[Heading] = []
    for key, column, cell in named:
        if key is None:
            continue
        heading = Heading(key, column, cell)
        if headings.setdefault(key, heading) is not heading:
            repeated.append(heading)
    columns = tuple(headings.values())
    below = enumerate(sheet.rows[header + 1 :], start=header + 2)
    rows = [_row(number, cells, columns) for number, cells in below]
    titles = {heading.key: heading.cell.text for heading in columns}
    return Table(
        sheet,
        columns,
        tuple({cell.text: cell for key, _, cell in named if key is None}.values()),
        tuple(repeated),
        tuple(row for row in rows if _says_something(row) and not _is_header(row, titles)),
    )


def _row(number: int, cells: tuple[Cell, ...], headings: tuple[Heading, ...]) -> Row:
    known = {heading.key: cells[heading.column] for heading in headings}
    filled = {cell.origin or cell.address: cell for cell in reversed(cells) if cell.is_filled}
    return Row(number, known, tuple(reversed(filled.values())))


def _says_something(row: Row) -> bool:
    """Whether anything is written in the row itself, and not only in what reaches down to it."""
    return any(not cell.repeats for cell in row.filled)


def _is_header(row: Row, titles: Mapping[str, str]) -> bool:
    """Whether the headings are said again, as on top of each printed page."""
    return all(row.cells[key].text == title for key, title in titles.items())
