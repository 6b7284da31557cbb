"""Days and times in words, the same whatever the language of the system."""

from __future__ import annotations

from datetime import date, time

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NOON = 12


def day(on: date) -> str:
    """`5 March 2027`."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def weekday(on: date) -> str:
    """`Friday 5 March 2027`."""
    return f"{_DAYS[on.weekday()]} {day(on)}"


def short(on: date) -> str:
    """`Fri 5 Mar`."""
    return f"{_DAYS[on.weekday()][:3]} {on.day} {_MONTHS[on.month - 1][:3]}"


def month(on: date) -> str:
    """`March 2027`."""
    return f"{_MONTHS[on.month - 1]} {on.year}"


def hour(at: time) -> str:
    """`9am`, `3:45pm`, `noon`, `midnight`."""
    if at == time(_NOON):
        return "noon"
    if at == time(0):
        return "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % _NOON or _NOON}{minutes}{'am' if at.hour < _NOON else 'pm'}"
