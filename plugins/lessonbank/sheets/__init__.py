"""Read spreadsheets as cells with addresses, and write tables as spreadsheets."""

from lessonbank.sheets.cells import Cell, CellValue, Sheet
from lessonbank.sheets.csv_files import csv_bytes
from lessonbank.sheets.errors import SheetError
from lessonbank.sheets.headings import Heading, Row, Table, find_table, plain_words
from lessonbank.sheets.reading import read_sheets
from lessonbank.sheets.xlsx_files import xlsx_bytes

__all__ = [
    "Cell",
    "CellValue",
    "Heading",
    "Row",
    "Sheet",
    "SheetError",
    "Table",
    "csv_bytes",
    "find_table",
    "plain_words",
    "read_sheets",
    "xlsx_bytes",
]
