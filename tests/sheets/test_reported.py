"""Real office spreadsheets: damaged styles, old encodings, hidden cells."""

from __future__ import annotations

import io
import re
import time as clock
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from lessonbank.dates import day_of
from lessonbank.sheets import Sheet, SheetError, read_sheets
from lessonbank.sheets.ooxml_files import read_ooxml
from lessonbank.sheets.xlsx_files import read_book

CASES = Path(__file__).parents[1] / "cases" / "reported" / "sheets.yml"


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet.rows]


@pytest.mark.parametrize(
    "case", yaml.safe_load(CASES.read_text(encoding="utf-8")), ids=lambda case: case["what"]
)
def test_a_reported_text_file_is_read(case: dict[str, Any], tmp_path: Path) -> None:
    data = case["text"].encode(case.get("encode", "utf-8"))
    (tmp_path / "a.csv").write_bytes(data)
    (sheet,) = read_sheets(tmp_path / "a.csv")
    assert texts(sheet) == case["cells"]


def book() -> Workbook:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Plan"
    rows: Sequence[Sequence[Any]] = [
        ["Date", "Start", "Title", "N", "Yes", "Note"],
        [date(2026, 9, 3), time(15, 45), "Bo_x000D_\nards", 3.5, True, "\u00e9\u200b"],
        [None, None, "=1+1", 7, False, ""],
        [date(2026, 9, 4), "9-3", "Gr\u00fc\u00dfe", -1, None, "last"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet["F4"].hyperlink = "https://a.example/"
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    made.create_sheet("Lists").sheet_state = "hidden"
    return made


def saved(made: Workbook) -> bytes:
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def changed(data: bytes, name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(new, "w") as archive:
        for each in old.namelist():
            part = change(old.read(each)) if re.fullmatch(name, each) else old.read(each)
            if part is not None:
                archive.writestr(each, part)
    return new.getvalue()


def test_both_readers_read_the_same_cells() -> None:
    assert read_ooxml(saved(book())) == read_book(saved(book()))


DAMAGE: dict[str, tuple[str, Callable[[bytes], bytes | None]]] = {
    "styles that are no XML": ("xl/styles.xml", lambda _: b"<oops"),
    "styles without an end": ("xl/styles.xml", lambda part: part.replace(b"</fonts>", b"")),
    "a fill of no known kind": (
        "xl/styles.xml",
        lambda part: re.sub(rb"<fill>", b'<fill><patternFill patternType="nope"/>', part),
    ),
    "no styles": ("xl/styles.xml", lambda _: None),
    "properties that are no XML": ("docProps/core.xml", lambda _: b"<a"),
    "properties with no date": (
        "docProps/core.xml",
        lambda part: re.sub(rb"Z</dcterms", b" o'clock</dcterms", part),
    ),
    "no properties": ("docProps/.*", lambda _: None),
    "no theme": ("xl/theme/theme1.xml", lambda _: None),
    "a name of nothing": (
        "xl/workbook.xml",
        lambda part: part.replace(
            b"</sheets>",
            b'</sheets><definedNames><definedName name="">#REF!</definedName></definedNames>',
        ),
    ),
    "a rule of no known kind": (
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(
            b"</sheetData>",
            b'</sheetData><dataValidations><dataValidation type="x" sqref=""/></dataValidations>',
        ),
    ),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_outside_the_cells_is_ignored(what: str) -> None:
    name, change = DAMAGE[what]
    sheet = read_book(changed(saved(book()), name, change))[0]
    assert [day_of(row[0].value) for row in sheet.rows[1::2]] == [
        date(2026, 9, 3),
        date(2026, 9, 4),
    ]
    assert sheet.rows[3][2].text == "Gr\u00fc\u00dfe"
    assert sheet.hidden_rows == {4}


STRICT = (
    (
        b"schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        b"schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def strict(part: bytes) -> bytes:
    for transitional, own in STRICT:
        part = part.replace(transitional, own)
    return re.sub(rb'<c r="A4"[^>]*><v>[^<]*</v>', b'<c r="A4" t="d"><v>2026-09-04</v>', part)


def test_strict_open_xml_is_read() -> None:
    data = changed(saved(book()), r".*\.(?:xml|rels)", strict)
    sheet = read_book(data)[0]
    assert texts(sheet)[1][:2] == ["2026-09-03", "15:45"]
    assert sheet.rows[3][0].value == date(2026, 9, 4)


def test_hidden_cells_are_empty_and_reported(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(saved(book()))
    plan, lists = read_sheets(tmp_path / "a.xlsx")
    assert (lists.name, lists.is_hidden, lists.rows) == ("Lists", True, ())
    assert (plan.hidden_rows, plan.hidden_columns) == ({4}, {4})
    assert texts(plan)[1] == ["2026-09-03", "15:45", "Bo\nards", "", "yes", "\u00e9"]
    assert texts(plan)[3] == [""] * 6


def test_empty_hidden_cells_are_not_reported(tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.append(["Date", "Title"])
    sheet.row_dimensions[9].hidden = sheet.column_dimensions["F"].hidden = True
    (tmp_path / "a.xlsx").write_bytes(saved(made))
    (found,) = read_sheets(tmp_path / "a.xlsx")
    assert (found.hidden_rows, found.hidden_columns) == (frozenset(), frozenset())


def test_plain_numbers_in_a_1904_workbook_are_days_of_that_system(tmp_path: Path) -> None:
    made = Workbook()
    made.epoch = CALENDAR_MAC_1904
    sheet = made.worksheets[0]
    sheet.append(["Date", "Date"])
    sheet.append([date(2026, 9, 3), 46_268 - 1_462])
    (tmp_path / "a.xlsx").write_bytes(saved(made))
    for found in (read_sheets(tmp_path / "a.xlsx"), read_ooxml(saved(made))):
        cells = found[0].rows[1]
        days = [day_of(cell.value, since_1904=cell.since_1904) for cell in cells]
        assert days == [date(2026, 9, 3)] * 2


def test_a_million_rows_are_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"1/9/2026,Talk,4pm\n" * 1_000_000)
    began = clock.process_time()
    with pytest.raises(SheetError, match="there are more than 20,000 rows"):
        read_sheets(tmp_path / "a.csv")
    assert clock.process_time() - began < 2  # A second, on a machine that does nothing else.


@pytest.mark.parametrize("data", [b"", b"PK", b"\xd0\xcf\x11\xe0" + bytes(512)])
def test_a_file_that_is_not_a_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(SheetError, match="not a readable Excel workbook"):
        read_book(data)


def test_a_document_type_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaa">]><workbook '
    data = changed(saved(book()), "xl/workbook.xml", lambda part: part.replace(b"<workbook ", bomb))
    data = changed(data, "xl/styles.xml", lambda _: b"<oops")
    with pytest.raises(SheetError, match="not a readable Excel workbook"):
        read_book(data)
