"""Find the table in a sheet, and match its columns by approximate headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lessonbank.sheets.cells import Cell, Sheet

Meaning = Callable[[str], str | None]
"""Maps a heading in plain words to a column key, or None."""

_LOOKED_AT = 40
"""Rows to search for headings; titles and notes may come first."""
_ABOVE = 2
"""Rows of headings allowed above the last one."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A known column: its key, its index and its heading cell."""

    key: str
    column: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its spreadsheet `number`, and its cells by column key."""

    number: int
    cells: Mapping[str, Cell]
    filled: tuple[Cell, ...]
    """All filled cells of the row, each merged cell once."""


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a sheet: known, unknown and repeated columns, and rows."""

    sheet: Sheet
    headings: tuple[Heading, ...]
    unknown: tuple[Cell, ...]
    repeated: tuple[Heading, ...]
    rows: tuple[Row, ...]


def plain_words(text: str) -> str:
    """Return a heading in lower case, without punctuation and bracketed text."""
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"\(.*?\)", " ", text.lower())))


def find_table(sheet: Sheet, meaning: Meaning, least: int = 2) -> Table | None:
    """Return the table below the row with most known headings, None if fewer than `least`."""
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
    """Yield the key, index and cell of each heading in a row, combined with the rows above."""
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
    """Return whether the row has content of its own, not only merged cells from above."""
    return any(not cell.repeats for cell in row.filled)


def _is_header(row: Row, titles: Mapping[str, str]) -> bool:
    """Return whether the row repeats the headings, as at the top of a printed page."""
    return all(row.cells[key].text == title for key, title in titles.items())
