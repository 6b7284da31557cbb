"""Read times of day as people write them: `3.45pm`, `15:45`, `1545`."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from lessonbank.dates.spoken import in_figures
from lessonbank.dates.written import UnclearError, Written

_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?::00(?:\.0+)?)?)?\s*(?:([ap])\.?\s?m\.?)?",
    re.ASCII | re.IGNORECASE,
)
_DIGITS = re.compile(r"(\d{2})(\d{2})(?:\s*h(?:rs?|ours)?)?", re.ASCII)
_NOON = re.compile(r"(?:12\s*)?(?:noon|midday)", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:[-\u2010-\u2015]|\bto\b|\btill?\b|\buntil\b)\s*", re.IGNORECASE)
_HALF = re.compile(r"([ap])\.?\s?m\.?$", re.IGNORECASE)
_NOON_HOUR, _HOURS, _MINUTES = 12, 24, 60
_EARLIEST = 7
"""An hour before this without am or pm is probably in the afternoon."""
_HOW = "Write it as 15:45 or 3.45pm."


def clock_of(value: Written) -> time:
    """Return the time of day that a cell holds, to the minute. Raise UnclearError otherwise."""
    match value:
        case datetime():
            return _whole(value.time())
        case time():
            return _whole(value)
        case timedelta():
            return _of_day(value / timedelta(days=1))
        case float() if 0 <= value < 1:
            return _of_day(value)
        case _:
            return _written(_typed(value))


def _typed(value: Written) -> str:
    """Return the typed text where a spreadsheet has read 15.45 or 0930 as a number."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() if value >= 100:  # noqa: PLR2004 - from here on a number has minutes
            return f"{value:04d}"
        case float():
            return f"{value:.2f}"
        case _:
            return in_figures(" ".join(str(value).split()))


def meanings(written: str) -> tuple[time, ...]:
    """Return the times that a text can mean: two where it does not say am or pm."""
    try:
        return (clock_of(written),)
    except UnclearError:
        match = _CLOCK.fullmatch(" ".join(written.split()))
    if match is None or match[3] or not 0 < int(match[1]) <= _NOON_HOUR:
        return ()
    hour, minute = int(match[1]) % _NOON_HOUR, int(match[2] or 0)
    return (time(hour, minute), time(hour + _NOON_HOUR, minute)) if minute < _MINUTES else ()


def clocks_of(value: Written) -> tuple[time, time | None]:
    """Return start and end of `3.45-5pm`; the end is None for a single time."""
    if not isinstance(value, str):
        return clock_of(value), None
    parts = [part for part in _UNTIL.split(_typed(value)) if part]
    if len(parts) <= 1:
        return clock_of(value), None
    if len(parts) > len(("start", "end")):
        raise UnclearError(f"{value} is not a time of day", "Write it as 15:45 to 17:00.")
    end = clock_of(parts[1])
    return _start(parts[0], parts[1], end), end


def _start(written: str, until: str, end: time) -> time:
    """Return the start; without its own am or pm it takes that of the end."""
    half = _HALF.search(until)
    match = _CLOCK.fullmatch(written)
    if not half or not match or match[3] or int(match[1]) > _NOON_HOUR:
        return clock_of(written)
    same = clock_of(f"{written}{half[1]}m")
    return same if same < end else clock_of(f"{written}am")


def _whole(at: time) -> time:
    if at.second or at.microsecond:
        raise UnclearError(f"{at:%H:%M:%S} is not a whole minute", _HOW)
    return at.replace(tzinfo=None)


def _of_day(part: float) -> time:
    """Return the time for a fraction of a day (0 to 1), as spreadsheets store it."""
    seconds = round(part * 86_400)
    if not 0 <= seconds < 86_400:  # noqa: PLR2004 - the seconds of a day
        raise UnclearError(f"{part:g} is not a time of day", _HOW)
    minutes, left = divmod(seconds, _MINUTES)
    return _whole(time(*divmod(minutes, _MINUTES), left))


def _written(text: str) -> time:
    if _NOON.fullmatch(text):
        return time(_NOON_HOUR)
    if match := _DIGITS.fullmatch(text):
        return _time(text, int(match[1]), int(match[2]))
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise UnclearError(f"{text} is not a time of day", _HOW)
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        return _of_half(text, hour, minute, match[3].lower())
    if match[2] is None or (hour < _EARLIEST and not match[1].startswith("0") and hour):
        raise _unclear(text, hour, minute)
    return _time(text, hour, minute)


def _of_half(text: str, hour: int, minute: int, half: str) -> time:
    if hour == 0 or (half == "a" and hour > _NOON_HOUR):
        raise UnclearError(f"{text} is not a time of day", _HOW)
    if hour <= _NOON_HOUR:
        hour = hour % _NOON_HOUR + (_NOON_HOUR if half == "p" else 0)
    return _time(text, hour, minute)


def _unclear(text: str, hour: int, minute: int) -> UnclearError:
    if hour >= _HOURS or minute >= _MINUTES:
        return UnclearError(f"{text} is not a time of day", _HOW)
    meant = hour + _NOON_HOUR if 0 < hour < _EARLIEST else hour
    message = f"{text} does not say am or pm"
    return UnclearError(message, _HOW, f"{meant:02}:{minute:02}")


def _time(text: str, hour: int, minute: int) -> time:
    if hour >= _HOURS or minute >= _MINUTES:
        raise UnclearError(f"{text} is not a time of day", _HOW)
    return time(hour, minute)
