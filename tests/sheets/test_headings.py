"""Finding the table in a sheet and matching its columns."""

from __future__ import annotations

from lessonbank.sheets import Table, find_table, plain_words
from lessonbank.sheets.csv_files import read_csv

MEANING = {"date": "on", "start": "start", "end": "end", "booking link": "booking", "link": "link"}


def table(text: str) -> Table | None:
    return find_table(read_csv(text.encode()), MEANING.get)


def columns(found: Table | None) -> dict[str, int]:
    assert found is not None
    return {heading.key: heading.column for heading in found.headings}


def test_titles_and_notes_above_a_table_are_skipped() -> None:
    found = table("Calendar of the trust,,\n,,\nas of May,,\nEnd,DATE*,Start (24h)\n1,2,3\n")
    assert columns(found) == {"end": 0, "on": 1, "start": 2}
    assert found is not None
    assert [row.number for row in found.rows] == [5]


def test_two_rows_of_headings_are_read_together() -> None:
    found = table("Date,When,,Booking,\n,Start,End,Link,by\n1,2,3,4,5\n")
    assert columns(found) == {"on": 0, "start": 1, "end": 2, "booking": 3}


def test_repeated_headings_are_not_a_row() -> None:
    found = table("Date,Start\n1,2\n,\nDate,Start\n3,4\n")
    assert found is not None
    assert [row.number for row in found.rows] == [2, 5]


def test_unknown_and_repeated_columns_are_listed() -> None:
    found = table("Date,Start,Lunch,Date\n1,2,3,4\n")
    assert found is not None
    assert [cell.text for cell in found.unknown] == ["Lunch"]
    assert [again.cell.address for again in found.repeated] == ["D1"]


def test_a_sheet_without_headings_has_no_table() -> None:
    assert table("Date\n1\n") is None
    assert table("") is None
    assert plain_words("  Start-time* (24h) ") == "start time"
