"""Days and times in words. The system's locale has no say."""

from __future__ import annotations

from datetime import date, time

from lessonbank.texts import gettext as _
from lessonbank.texts import mark

_MONTHS = (
    *(mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June")),
    *(mark("July"), mark("August"), mark("September"), mark("October"), mark("November")),
    mark("December"),
)
_DAYS = (
    *(mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday")),
    *(mark("Saturday"), mark("Sunday")),
)
_NOON = 12


def day(on: date) -> str:
    """Return `5 March 2027`."""
    return f"{on.day} {_(_MONTHS[on.month - 1])} {on.year}"


def weekday(on: date) -> str:
    """Return `Friday 5 March 2027`."""
    return f"{_(_DAYS[on.weekday()])} {day(on)}"


def short(on: date) -> str:
    """Return `Fri 5 Mar`."""
    return f"{_(_DAYS[on.weekday()])[:3]} {on.day} {_(_MONTHS[on.month - 1])[:3]}"


def month(on: date) -> str:
    """Return `March 2027`."""
    return f"{_(_MONTHS[on.month - 1])} {on.year}"


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
    return tuple(_(name) for name in _DAYS[:count])
