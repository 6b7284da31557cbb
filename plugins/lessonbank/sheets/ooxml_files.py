"""Read workbooks that openpyxl refuses, directly from their XML.

Damaged styles, properties, drawings and links do not affect cells. Element names are compared
without namespaces, so that Strict Open XML can be read too.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.etree import ElementTree as ET

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from lessonbank.sheets.cells import Cell, CellValue, Sheet, address
from lessonbank.sheets.escapes import unescaped
from lessonbank.sheets.limits import refuse_rows
from lessonbank.sheets.workbook_size import MAX_COLUMNS

_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LETTERS = 26


def read_ooxml(data: bytes) -> tuple[Sheet, ...]:
    """Read every sheet of a workbook, hidden ones without rows.

    Raises BadZipFile, ParseError, KeyError or ValueError if it is not a workbook, and SheetError
    if it has too many rows.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return tuple(_Book(archive).sheets())


class _Book:
    """The parts of a workbook."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        self._path = next(
            (target for kind, target in self._links("").values() if kind == "officeDocument"),
            "xl/workbook.xml",
        )
        self._root = self._xml(self._path)
        self._parts = self._links(self._path)
        is_1904 = any(
            each.get("date1904") in ("1", "true") for each in _all(self._root, "workbookPr")
        )
        self._epoch = CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900
        self._shared = tuple(self._strings())
        self._formats = tuple(self._cell_formats())

    def sheets(self) -> Iterator[Sheet]:
        for each in _all(self._root, "sheet"):
            name = each.get("name") or "Sheet"
            target = self._parts.get(_attribute(each, "id") or "")
            if each.get("state", "visible") != "visible":
                yield Sheet(name, (), is_hidden=True)
            elif target and target[0] == "worksheet":
                yield self._sheet(name, target[1])

    def _sheet(self, name: str, path: str) -> Sheet:
        links = self._links(path)
        rows: dict[int, dict[int, Cell]] = {}
        hidden_rows: set[int] = set()
        hidden_columns: set[int] = set()
        merged: list[str] = []
        number = 0
        for _, element in ET.iterparse(io.BytesIO(self._read(path))):  # noqa: S314
            match _local(element.tag):
                case "col" if _is_true(element.get("hidden")):
                    first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                    hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))
                case "row":
                    number = int(element.get("r") or number + 1)
                    cells = dict(self._cells(name, element, number))
                    if _is_true(element.get("hidden")):
                        hidden_rows.add(number)
                    if cells:
                        rows[number] = cells
                        refuse_rows(len(rows))
                    element.clear()
                case "mergeCell":
                    merged.append(element.get("ref") or "")
                case "hyperlink":
                    _link(
                        rows, element.get("ref") or "", links.get(_attribute(element, "id") or "")
                    )
        for area in merged:
            _merge(name, rows, area)
        return Sheet(
            name, tuple(_table(name, rows)), frozenset(hidden_rows), frozenset(hidden_columns)
        )

    def _cells(self, name: str, row: ET.Element, number: int) -> Iterator[tuple[int, Cell]]:
        column = 0
        for element in row:
            if _local(element.tag) != "c":
                continue
            match = _REFERENCE.fullmatch(element.get("r") or "")
            column = _column(match[1]) if match else column + 1
            if column > MAX_COLUMNS:
                return
            where = address(name, number, column)
            value, fault = self._value(element)
            if value is not None or fault:
                is_number = isinstance(value, int | float) and not isinstance(value, bool)
                is_1904 = is_number and self._epoch == CALENDAR_MAC_1904
                yield column, Cell(where, value, None, fault, where, since_1904=is_1904)

    def _value(self, cell: ET.Element) -> tuple[CellValue, str | None]:
        """Return a cell's value and its fault, one of them None."""
        parts = {_local(part.tag): part for part in cell}
        written = (parts["v"].text or "") if "v" in parts else ""
        kind = cell.get("t", "n")
        if "f" in parts and not written and kind != "str":
            return None, "the formula has no value yet"
        if kind == "e":
            return None, f"the formula gives {written}"
        if kind == "inlineStr" and "is" in parts:
            return unescaped(_text(parts["is"])).strip() or None, None
        return self._typed(kind, written.strip(), int(cell.get("s") or 0)), None

    def _typed(self, kind: str, written: str, style: int) -> CellValue:
        """Convert a value by the type of its cell; None if empty."""
        if not written:
            return None
        match kind:
            case "s":
                return unescaped(self._shared[int(written)]).strip() or None
            case "b":
                return written in ("1", "true")
            case "d":
                return _iso(written)
            case "n":
                return self._number(float(written), style)
            case _:
                return unescaped(written)

    def _number(self, number: float, style: int) -> CellValue:
        """Return a number, or a date or time if its format shows one."""
        known = self._formats[style] if style < len(self._formats) else "General"
        if is_date_format(known):
            shown: CellValue = from_excel(number, self._epoch, timedelta=is_timedelta_format(known))
            return shown
        return int(number) if number.is_integer() else number

    def _strings(self) -> Iterator[str]:
        for path in (path for kind, path in self._parts.values() if kind == "sharedStrings"):
            yield from (_text(each) for each in self._xml(path) if _local(each.tag) == "si")

    def _cell_formats(self) -> Iterator[str]:
        """Yield the number format of each cell style; none if the styles are unreadable."""
        for path in (path for kind, path in self._parts.values() if kind == "styles"):
            try:
                root = self._xml(path)
                own = {
                    each.get("numFmtId"): each.get("formatCode") for each in _all(root, "numFmt")
                }
                for styles in _all(root, "cellXfs"):
                    for style in styles:
                        id_ = style.get("numFmtId") or "0"
                        builtin = BUILTIN_FORMATS.get(int(id_), "General")
                        yield own.get(id_) or builtin
            except (ET.ParseError, KeyError, ValueError):
                return

    def _links(self, path: str) -> Mapping[str, tuple[str, str]]:
        """Return the type and target of a part's relationships, by id."""
        folder, name = posixpath.split(path)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels.lower() not in self._names:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for each in _all(self._xml(rels), "Relationship"):
            target, kind = each.get("Target") or "", (each.get("Type") or "").rpartition("/")[2]
            if each.get("TargetMode") != "External":
                joined = target if target.startswith("/") else posixpath.join(folder, target)
                target = posixpath.normpath(joined).lstrip("/")
            found[each.get("Id") or ""] = kind, target
        return found

    def _xml(self, path: str) -> ET.Element:
        return ET.fromstring(self._read(path))  # noqa: S314 - without a document type

    def _read(self, path: str) -> bytes:
        data = self._archive.read(self._names[path.lower()])
        if _DOCTYPE.search(data):
            raise ValueError("a document type")
        return data


@dataclass(frozen=True, slots=True)
class _Area:
    """A range of merged cells; their value is in the first."""

    top: int
    left: int
    bottom: int
    right: int


def _merge(name: str, rows: dict[int, dict[int, Cell]], written: str) -> None:
    """Copy the value of the first merged cell to the others."""
    left, top, right, bottom = range_boundaries(written)
    area = _Area(int(top or 1), int(left or 1), int(bottom or 1), int(right or 1))
    first = rows.get(area.top, {}).get(area.left)
    last = max(rows, default=0)
    if first is None:
        return
    for number in range(area.top, min(area.bottom, last) + 1):
        for column in range(area.left, min(area.right, MAX_COLUMNS) + 1):
            where = address(name, number, column)
            cell = Cell(where, first.value, first.link, first.fault, first.address)
            rows.setdefault(number, {})[column] = cell


def _link(rows: dict[int, dict[int, Cell]], written: str, target: tuple[str, str] | None) -> None:
    match = _REFERENCE.fullmatch(written.partition(":")[0])
    if match is None or target is None:
        return
    row, column = int(match[2]), _column(match[1])
    if cell := rows.get(row, {}).get(column):
        rows[row][column] = Cell(
            cell.address, cell.value, target[1], cell.fault, cell.origin, cell.since_1904
        )


def _table(name: str, rows: Mapping[int, Mapping[int, Cell]]) -> Iterator[tuple[Cell, ...]]:
    """Yield all rows down to the last, padded to the widest."""
    width = max((max(cells) for cells in rows.values()), default=0)
    last = max(rows, default=0)
    refuse_rows(last)
    for number in range(1, last + 1):
        cells = rows.get(number, {})
        yield tuple(
            cells.get(column) or _empty(address(name, number, column))
            for column in range(1, width + 1)
        )


def _empty(where: str) -> Cell:
    return Cell(where, origin=where)


def _iso(written: str) -> CellValue:
    """Parse a date or date-time of Strict Open XML."""
    for read in (date.fromisoformat, time.fromisoformat):
        try:
            return read(written)
        except ValueError:
            continue
    return datetime.fromisoformat(written)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def _text(element: ET.Element) -> str:
    """Return the text of a string without phonetic hints for Japanese."""
    parts = (part for part in element if _local(part.tag) in ("t", "r"))
    return "".join((part.text or "") if _local(part.tag) == "t" else _text(part) for part in parts)


def _all(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (each for each in root.iter() if _local(each.tag) == name)


def _attribute(element: ET.Element, name: str) -> str | None:
    """Return a namespaced attribute by its local name."""
    return next((value for key, value in element.items() if key.endswith(f"}}{name}")), None)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _is_true(written: str | None) -> bool:
    return written in ("1", "true")
