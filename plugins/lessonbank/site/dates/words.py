"""Days and times in words, in the language that is spoken. The system's locale has no say."""

from __future__ import annotations

from datetime import date, time, timedelta

from lessonbank.texts import SOURCE, spoken_language
from lessonbank.texts import gettext as _

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NOON = 12
_A_MONDAY = date(2024, 1, 1)


def day(on: date) -> str:
    """Return `5 March 2027`."""
    return _written(on, "long") or f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def weekday(on: date) -> str:
    """Return `Friday 5 March 2027`."""
    return _written(on, "full") or f"{_DAYS[on.weekday()]} {day(on)}"


def short(on: date) -> str:
    """Return `Fri 5 Mar`."""
    english = f"{_DAYS[on.weekday()][:3]} {on.day} {_MONTHS[on.month - 1][:3]}"
    return _written(on, "E d MMM") or english


def month(on: date) -> str:
    """Return `March 2027`."""
    return _written(on, "LLLL y") or f"{_MONTHS[on.month - 1]} {on.year}"


def hour(at: time) -> str:
    """Return `9am`, `3:45pm`, `noon` or `midnight`."""
    if at == time(_NOON):
        return _("noon")
    if at == time(0):
        return _("midnight")
    minutes = f":{at.minute:02}" if at.minute else ""
    half = _("am") if at.hour < _NOON else _("pm")
    return f"{at.hour % _NOON or _NOON}{minutes}{half}"


def weekdays(count: int) -> tuple[str, ...]:
    """Return the names of the first days of a week, from Monday on."""
    days = (_A_MONDAY + timedelta(number) for number in range(count))
    return tuple(_written(on, "cccc") or _DAYS[on.weekday()] for on in days)


def _written(on: date, form: str) -> str:
    """Return a day in a form of CLDR, or nothing in English, which CLDR writes with a comma."""
    if (language := spoken_language()) == SOURCE:
        return ""
    # Imported here because it takes long, and English needs none of it.
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(on, form, language)
