"""Tables as CSV that opens in Excel as what it is, and runs nothing there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_BYTE_ORDER_MARK = "\ufeff"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table in UTF-8. The mark at its start is what makes Excel read accents right."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode("utf-8")


def _cell(value: object) -> str:
    """A cell's text; an apostrophe keeps a spreadsheet from running it as a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
