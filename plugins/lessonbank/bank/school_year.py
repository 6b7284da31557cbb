"""The school year and its terms."""

from __future__ import annotations

from datetime import date

from lessonbank.bank.item import Text, Value

_BEGINS = 8
"""The month of the first INSET days of some, and after the last day of all."""


class TermDates(Value):
    """A term, from its first day to its last."""

    name: Text
    starts: date
    ends: date


def school_year(on: date) -> int:
    """The year in which the school year of a day begins."""
    return on.year if on.month >= _BEGINS else on.year - 1
