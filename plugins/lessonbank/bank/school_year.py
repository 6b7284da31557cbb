"""The school year and its terms."""

from __future__ import annotations

from datetime import date

from lessonbank.bank.item import Text, Value

_BEGINS = 8
"""August: some schools hold their first INSET days in it, and all have ended the old year."""


class TermDates(Value):
    """A term, from its first day to its last."""

    name: Text
    """The name of the term."""
    starts: date
    """The first day of the term."""
    ends: date
    """The last day of the term."""


def school_year(on: date) -> int:
    """Return the calendar year in which the school year of a day begins."""
    return on.year if on.month >= _BEGINS else on.year - 1
