"""Read days and months as people write them in Britain: the day first."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from lessonbank.dates.written import UnclearError, Written

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAY = re.compile(
    r"(?:on\s+)?(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\b[.,]?\s*", re.IGNORECASE
)
_BEFORE = re.compile(r"\A(?:on\s+)?(?:the\s+)?(?=[0-9])", re.IGNORECASE)
_YEAR_BEGINS = 8
"""The month in which a school year begins, INSET days included."""
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})", re.ASCII)
_WORDS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-\s]*(?:of\s+)?([a-z]{3,9})\.?,?[-\s]*['\u2019]?(\d{4}|\d{2})",
    re.ASCII | re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"([a-z]{3,9})\.?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.ASCII | re.IGNORECASE
)
_YEARLESS = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?(?:\s*[-/. ]\s*\d{1,2}|[-\s]*(?:of\s+)?[a-z]{3,9})",
    re.ASCII | re.IGNORECASE,
)
_YEAR_OF_MONTH = r"(?P<year>[1-9]\d{3})"
_NAMED_MONTH = re.compile(
    r"(?P<month>[a-z]{3,9})\.?,?[-\s/]*['\u2019]?(?P<year>[1-9]\d{3}|\d{2})",
    re.ASCII | re.IGNORECASE,
)
_YEAR_LAST = re.compile(rf"(?P<month>\d{{1,2}})\s?[-/.]\s?{_YEAR_OF_MONTH}", re.ASCII)
_YEAR_FIRST = re.compile(rf"{_YEAR_OF_MONTH}\s?[-/.]\s?(?P<month>\d{{1,2}})", re.ASCII)
WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_415
"""Excel's serial numbers for the days from 2000 to 2100."""
_TO_1904 = 1462
"""Days between Excel's two date systems, which start in 1900 and 1904."""
_HOW = "Write the day, the month and the year, as 28/02/2027."


def day_of(value: Written, *, since_1904: bool = False) -> date:
    """Return the day that a cell holds. Raise UnclearError where it is not exactly one day."""
    if since_1904 and isinstance(value, int | float):
        value += _TO_1904
    match value:
        case datetime() if value.time() == time():
            return value.date()
        case datetime():
            fix = "Write the time in a separate column."
            raise UnclearError(f"{value:%d/%m/%Y %H:%M} is a day and a time", fix)
        case date():
            return value
        case int() | float() if _FIRST_SERIAL <= value <= _LAST_SERIAL and value == int(value):
            return _counted(int(value))
        case str():
            return _written(" ".join(value.split()))
        case _:
            raise UnclearError(f"{value} is not a date", _HOW)


def in_school_years(text: str, years: Sequence[int]) -> date | None:
    """Return the day that a text without a year means, within the given school years.

    Each school year is named by the calendar year in which it begins. Return None where the
    text has a year or is no day, or `years` is empty. Raise UnclearError unless exactly one
    school year has the day.
    """
    weekday, rest = _without_weekday(text)
    if not years or not _YEARLESS.fullmatch(rest):
        return None
    found = dict.fromkeys(filter(None, (_in_year(rest, year) for year in years)))
    days = [day for day in found if not weekday or _is_weekday(weekday[1], day)]
    if len(days) == 1:
        return days[0]
    if len(days) > 1:
        both = " or ".join(f"{day:%d/%m/%Y}" for day in days)
        raise UnclearError(f"{text} has no year: it may be {both}", _HOW)
    if weekday and found:
        said = ", ".join(
            f"{day:%d/%m/%Y} is a {_DAYS[day.weekday()].capitalize()}" for day in found
        )
        raise UnclearError(f"{text} has no year, and {said}", _HOW)
    return None


def _in_year(text: str, year: int) -> date | None:
    """Return a day and month as a date in the school year that begins in `year`, if it exists."""
    numbers = "/".join(re.findall(r"\d+", text, re.ASCII))
    for each in (year, year + 1):
        parts = _parts(f"{text.rstrip(',. ')} {each}") or _parts(f"{numbers}/{each}")
        if parts is None:
            continue
        is_within = (parts[1] >= _YEAR_BEGINS) == (each == year)
        if is_within and 1 <= parts[1] <= len(_MONTHS):
            with suppress(ValueError):
                return date(*parts)
    return None


def _without_weekday(text: str) -> tuple[re.Match[str] | None, str]:
    """Split a leading weekday from `text`, and drop a `the` that follows it."""
    weekday = _WEEKDAY.match(text)
    return weekday, _BEFORE.sub("", text[weekday.end() :] if weekday else text, count=1)


def _is_weekday(word: str, day: date) -> bool:
    return _DAYS[day.weekday()].startswith(word.lower())


def month_of(written: str) -> date:
    """Return the first day of a month: `March 2026`, `03/2026`, `2026-3`, or any day in it.

    Raise UnclearError for anything else.
    """
    text = " ".join(written.split())
    match = (
        _NAMED_MONTH.fullmatch(text) or _YEAR_LAST.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    )
    if match is None:
        return day_of(written).replace(day=1)
    said = match["month"]
    month = int(said) if said.isdigit() else month_number(said)
    if month is None or not 1 <= month <= len(_MONTHS):
        reason = f"there is no month {said}" if said.isdigit() else ""
        raise UnclearError(f"{text} is not a month", "Write it as March 2026.", reason=reason)
    return date(_year(match["year"]), month, 1)


def month_number(word: str) -> int | None:
    """Return the number (1 to 12) of a month from its name or its first letters."""
    return _month(word.rstrip(".")) if word else None


def _counted(serial: int) -> date:
    return date(1899, 12, 30) + timedelta(days=serial)


def _written(text: str) -> date:
    weekday, rest = _without_weekday(text)
    parts = _parts(rest)
    if parts is None:
        raise _no_date(text, rest)
    day = _day(text, *parts)
    if weekday:
        check_weekday(text, weekday[1], day)
    return day


def _parts(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day as written; the day need not exist."""
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _NUMBERS.fullmatch(text):
        return _year(match[4]), int(match[3]), int(match[1])
    if (match := _WORDS.fullmatch(text)) and (month := _month(match[2])):
        return _year(match[3]), month, int(match[1])
    if (match := _MONTH_FIRST.fullmatch(text)) and (month := _month(match[1])):
        return int(match[3]), month, int(match[2])
    return None


def _year(written: str) -> int:
    return int(written) if len(written) == len("2026") else 2000 + int(written)


def _month(word: str) -> int | None:
    known = (n for n, name in enumerate(_MONTHS, start=1) if name.startswith(word.lower()))
    return 9 if word.lower() == "sept" else next(known, None)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        near = next(_near(year, month, day), None)
        suggestion = f"{near:%d/%m/%Y}" if near else None
        why = _no_such_day(year, month, day)
        raise UnclearError(f"{text} is not a date: {why}", _HOW, suggestion, reason=why) from None


def _no_such_day(year: int, month: int, day: int) -> str:
    """Say why a year, a month and a day make no date."""
    if not 1 <= month <= len(_MONTHS):
        return f"there is no month {month}"
    if not date.min.year <= year <= date.max.year:
        return f"there is no year {year}"
    if day == 0:
        return "there is no day 0"
    return f"{_MONTHS[month - 1].capitalize()} {year} has {monthrange(year, month)[1]} days"


def _near(year: int, month: int, day: int) -> Iterator[date]:
    """Yield likely corrections: day and month swapped, or the last day of the month."""
    if not date.min.year <= year <= date.max.year:
        return
    if 1 <= day <= len(_MONTHS) < month <= monthrange(year, day)[1]:
        yield date(year, day, month)
    if 1 <= month <= len(_MONTHS) and day > monthrange(year, month)[1]:
        yield date(year, month, monthrange(year, month)[1])


def _no_date(text: str, rest: str) -> UnclearError:
    if _YEARLESS.fullmatch(rest):
        return UnclearError(f"{text} has no year", _HOW, reason="it has no year")
    if rest.isascii() and rest.isdigit() and _FIRST_SERIAL <= int(rest) <= _LAST_SERIAL:
        # A spreadsheet writes Excel's serial number when the column is not formatted as a date.
        return UnclearError(f"{text} is not a date", _HOW, f"{_counted(int(rest)):%d/%m/%Y}")
    return UnclearError(f"{text} is not a date", _HOW)


def check_weekday(written: str, word: str, day: date) -> None:
    """Raise UnclearError where `word` begins with a weekday that is not the day's own."""
    match = _WEEKDAY.match(word)
    actual = _DAYS[day.weekday()]
    if match and not actual.startswith(match[1].lower()):
        reason = f"{day:%d/%m/%Y} is a {actual.capitalize()}"
        fix = "Correct the day of the week or the date."
        raise UnclearError(f"{written}: {reason}", fix, reason=reason)
