"""Export all sessions to a sheet that can be edited and imported again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from lessonbank.bank import Bank, Session
from lessonbank.exchange.sessions.columns import FIELDS, form_of, label
from lessonbank.sheets import CellValue, csv_bytes, xlsx_bytes

_SHEET = "Sessions"
_SELDOM = frozenset({"revision"})
"""Columns that are left out if they are empty."""


def sessions_csv(bank: Bank) -> bytes:
    """Return CSV with ISO dates, which spreadsheets read correctly in every locale."""
    columns, rows = _table(bank)
    return csv_bytes([label(name) for name in columns], [_texts(row) for row in rows])


def sessions_xlsx(bank: Bank) -> bytes:
    """Return an XLSX file with typed dates and times. Raises SheetError for too long a text."""
    columns, rows = _table(bank)
    return xlsx_bytes(_SHEET, [label(name) for name in columns], rows)


def _texts(row: Sequence[CellValue]) -> list[str]:
    return [_text(value) for value in row]


def _table(bank: Bank) -> tuple[list[str], list[list[CellValue]]]:
    """Return the columns and the rows in order of time."""
    sessions = sorted(
        bank.of(Session).values(), key=lambda each: (each.on, each.start or time(), each.id)
    )
    columns = [
        name
        for name in FIELDS
        if name not in _SELDOM or any(_value(each, name) is not None for each in sessions)
    ]
    return columns, [[_value(each, name) for name in columns] for each in sessions]


def _value(session: Session, name: str) -> CellValue:
    """Return the value of a cell; None if the field has its default."""
    value = getattr(session, name)
    if value == Session.model_fields[name].default:
        return None
    if form_of(name) == "truth":
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(value)
    found: CellValue = value
    return found


def _text(value: CellValue) -> str:
    match value:
        case None:
            return ""
        case time():
            return f"{value:%H:%M}"
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
