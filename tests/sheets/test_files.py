"""Reading and writing CSV and Excel files."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lessonbank.sheets import Sheet, SheetError, csv_bytes, read_sheets, xlsx_bytes
from lessonbank.sheets.csv_files import read_csv
from lessonbank.sheets.xlsx_files import read_xlsx

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30)
NO_WORKBOOK = "the file is not a readable Excel workbook"
TOO_LONG = "field larger than field limit (131072)"
FORMULAS = ("=1+1", "+44", "-5", "@SUM(A1)", "\t=1", "'=1", "''@x", "\uff1d1")


def texts(sheet_rows: object) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet_rows]  # type: ignore[attr-defined]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_csv_in_any_separator_and_encoding(separator: str, encoding: str) -> None:
    rows = [["Date", "Caf\u00e9", "Note"], ["1/2/2027", "\u2013 \u00a35", "a, b; c"]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    sheet = read_csv(text.getvalue().encode(encoding))
    assert texts(sheet.rows) == rows
    assert sheet.rows[1][2].address == "C2"


def test_csv_that_names_its_separator_counts_rows_as_excel_does() -> None:
    sheet = read_csv(b"sep=;\r\na;b\r\n1;2\r\n")
    assert texts(sheet.rows)[1:] == [["a", "b"], ["1", "2"]]
    assert sheet.rows[2][1].address == "B3"


def test_text_over_several_lines_is_one_row() -> None:
    sheet = read_csv(b'a,b\r\n"one\r\ntwo",x\r\nlast,y\r\n')
    assert texts(sheet.rows) == [["a", "b"], ["one\ntwo", "x"], ["last", "y"]]
    assert sheet.rows[2][0].address == "A3"


@given(st.lists(st.lists(TEXTS | st.sampled_from(FORMULAS), min_size=2, max_size=2), min_size=1))
def test_written_csv_is_read_back_unchanged(rows: list[list[str]]) -> None:
    sheet = read_csv(csv_bytes(["first", "second"], rows))
    assert texts(sheet.rows)[1:] == [[text.strip() for text in row] for row in rows]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_csv_cell_is_a_formula(formula: str) -> None:
    data = csv_bytes(["a"], [[formula]])
    assert data.startswith("\ufeffa\r\n".encode())
    (_, (cell,)) = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert cell == f"'{formula}"


@given(st.lists(TEXTS.filter(str.strip) | st.sampled_from(FORMULAS), min_size=1, max_size=5))
def test_a_written_workbook_is_read_back_unchanged(row: list[str]) -> None:
    header = [f"h{number}" for number in range(len(row))]
    (sheet,) = read_xlsx(xlsx_bytes("S", header, [row]))
    assert [cell.text for cell in sheet.rows[1]] == [text.strip() for text in row]


def test_a_workbook_keeps_types_and_has_no_formulas() -> None:
    day, at = date(2027, 3, 4), time(15, 45)
    data = xlsx_bytes("Plan", ["a", "b", "c", "d"], [[day, at, "=1+1", 12]])
    book = load_workbook(io.BytesIO(data))
    cells = book["Plan"][2]
    assert [cell.data_type for cell in cells] == ["d", "d", "s", "n"]
    assert cells[0].number_format == "dd/mm/yyyy"
    assert cells[2].quotePrefix
    (sheet,) = read_xlsx(data)
    assert [cell.value for cell in sheet.rows[1]] == [datetime.combine(day, time()), at, "=1+1", 12]
    assert sheet.rows[1][0].address == "Plan!A2"


def test_a_workbook_has_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = xlsx_bytes("S", ["a"], [["b"]])

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # noqa: ARG003 - as openpyxl calls it
            return datetime.now(UTC) + timedelta(days=400)

    monkeypatch.setattr("openpyxl.writer.excel.datetime.datetime", Later)
    monkeypatch.setattr("openpyxl.packaging.core.datetime.datetime", Later)
    assert xlsx_bytes("S", ["a"], [["b"]]) == first


def saved(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_merged_cells_repeat_their_value_and_hidden_sheets_are_not_read() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B2"] = "both", "one"
    sheet.merge_cells("A1:A2")
    book.create_sheet("Old").sheet_state = "hidden"
    (found,) = read_xlsx(saved(book))
    assert texts(found.rows) == [["both", ""], ["both", "one"]]
    assert [row[0].repeats for row in found.rows] == [False, True]
    assert [row[0].origin for row in found.rows] == ["Sheet!A1", "Sheet!A1"]


def test_formulas_without_a_value_are_faults() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "=1+1"
    (found,) = read_xlsx(saved(book))
    assert found.rows[0][0].fault == "the formula has no value yet"
    assert found.rows[0][0].is_filled


def test_formatted_empty_rows_are_not_read() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "a"
    sheet["A5000"].number_format = "0.00"
    (found,) = read_xlsx(saved(book))
    assert len(found.rows) == 1


def test_unsupported_formatting_is_ignored() -> None:
    plain, odd = xlsx_bytes("S", ["a"], [["b"]]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(odd, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, re.sub(rb"<cellStyles.*</cellStyles>", b"", part))
    (sheet,) = read_xlsx(odd.getvalue())
    assert texts(sheet.rows) == [["a"], ["b"]]


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 101_000_000)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xls", b"", "a file that ends with .xls is not a supported spreadsheet"),
        ("a", b"", "a file that ends with nothing is not a supported spreadsheet"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0 locked", NO_WORKBOOK),
        (
            "a.xlsx",
            xlsx_bytes("S", ["a"], [])[:-40],
            "the file is not a readable Excel workbook",
        ),
        ("a.xlsx", bomb(), "the workbook unpacks to more than 100 MB"),
        ("a.csv", b"\xff\xfea", "the text encoding of the file is unknown"),
        ("a.csv", b"a\n" * 20_001, "there are more than 20,000 rows"),
        (
            "a.csv",
            b'"' + b"x" * 200_000,
            "the file is not a table: field larger than field limit (131072)",
        ),
        ("a.csv", b"a" * 20_000_001, "the file is larger than 20 MB"),
        ("a.csv", None, "the file cannot be read: No such file or directory"),
    ],
)
def test_unreadable_files_are_reported(
    name: str, data: bytes | None, message: str, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(SheetError) as caught:
        read_sheets(tmp_path / name)
    assert caught.value.message == message
    assert caught.value.fix


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_reported(data: bytes) -> None:
    with suppress(SheetError):
        assert isinstance(read_csv(data), Sheet)
    with suppress(SheetError):
        assert isinstance(read_xlsx(data), tuple)


def test_a_text_too_long_for_a_cell_is_refused() -> None:
    with pytest.raises(SheetError, match="S!A2 is more than a cell"):
        xlsx_bytes("S", ["a"], [["x" * 32_768]])
