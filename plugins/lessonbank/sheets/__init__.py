"""Read spreadsheets as cells with addresses, and write tables as spreadsheets."""

from lessonbank.sheets.cells import Cell, CellValue, Sheet
from lessonbank.sheets.csv_files import csv_bytes
from lessonbank.sheets.days import day_of
from lessonbank.sheets.errors import SheetError, UnreadableCellError
from lessonbank.sheets.headings import Heading, Row, Table, find_table, plain_words
from lessonbank.sheets.reading import read_sheets
from lessonbank.sheets.spans import Days, Hours, days_of, hours_of, is_open
from lessonbank.sheets.times import clock_of, clocks_of
from lessonbank.sheets.xlsx_files import xlsx_bytes

__all__ = [
    "Cell",
    "CellValue",
    "Days",
    "Heading",
    "Hours",
    "Row",
    "Sheet",
    "SheetError",
    "Table",
    "UnreadableCellError",
    "clock_of",
    "clocks_of",
    "csv_bytes",
    "day_of",
    "days_of",
    "find_table",
    "hours_of",
    "is_open",
    "plain_words",
    "read_sheets",
    "xlsx_bytes",
]
