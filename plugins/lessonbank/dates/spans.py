"""Read days and times of sessions as calendars print them: `1-5 March`, `from 4pm`, `9-3`, TBC."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from lessonbank.dates.days import MONTH, WEEKDAY, day_of, in_school_years, month_number
from lessonbank.dates.spoken import in_figures
from lessonbank.dates.times import clock_of, clocks_of, meanings
from lessonbank.dates.written import UnclearError, Written

_OPEN = re.compile(
    r"[?\s]*|(?:dates?|times?|day)?[\s:-]*(?:t\.?\s?b\.?\s?[acd]\.?|to be (?:confirmed|announced"
    r"|arranged|agreed|decided)|not yet (?:known|set|agreed)|provisional|various|ongoing"
    r"|on request|by arrangement|flexible)[\s?.]*",
    re.IGNORECASE,
)


def is_open(value: Written) -> bool:
    """Return whether a cell says "not decided yet": `TBC`, `to be arranged`, `?`."""
    return isinstance(value, str) and bool(value.strip()) and _OPEN.fullmatch(value) is not None


@dataclass(frozen=True, slots=True)
class Days:
    """The first day, the last day if later, and the rest of the cell's text."""

    first: date
    last: date | None = None
    rest: str = ""


def _one_line(value: str) -> str:
    """Return the text with single spaces and plain dashes. Raise UnclearError if it is too long."""
    text = _DASHES.sub("-", " ".join(value.split()))
    if len(text) > _MOST:
        message = f"{text[:_MOST]}... is not a day or a time"
        raise UnclearError(message, "Write the day and the time only.")
    return text


_MOST = 120
"""Longest text, in characters, that is read as a day or a time."""
_DAY = r"(?P<{0}day>[0-3]?[0-9])(?![0-9])(?:st|nd|rd|th)?"
_NAMED = rf"(?:(?P<{{0}}week>{WEEKDAY})[.,]?\s*)?"
_JOIN = r"\s*(?P<join>-|/|\+|,|&|\bto\b|\buntil\b|\btill?\b|\band\b|\bthrough\b)\s*"
_MONTH = rf"\s*(?:of\s+)?(?P<{{0}}month>{MONTH})\.?,?"
_YEAR = r"\s*(?P<{0}year>20[0-9]{{2}}|'?[0-9]{{2}}(?![0-9:.]))"


def _part(name: str, *, month: str = "", year: str = "?") -> str:
    return (
        _NAMED.format(name)
        + _DAY.format(name)
        + f"(?:{_MONTH.format(name)}){month}"
        + f"(?:{_YEAR.format(name)}){year}"
    )


_RANGE = re.compile(_part("a", month="?") + _JOIN + _part("b"), re.IGNORECASE)
_MONTH_FIRST = re.compile(
    rf"(?P<bmonth>{MONTH})\.?\s+{_DAY.format('a')}{_JOIN}{_DAY.format('b')}"
    rf"(?:,?{_YEAR.format('b')})?",
    re.IGNORECASE,
)
_FULL_JOIN = re.compile(r"\s+(?:-|to|until|till?|and|&)\s+|\s*(?:\u2013|\u2014)\s*", re.IGNORECASE)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_WEEK = re.compile(r"\s*(?:w/?c|week\s+(?:commencing|beginning|of))\b", re.IGNORECASE)
_HOUR = re.compile(
    r"(?:[,;(]|\bat\b|@|\bfrom\b|\s)\s*(?P<hours>(?:from\s+)?[0-9]{1,2}(?:[.:][0-9]{2})?\s*"
    r"(?:[ap]\.?m\.?|(?<=[.:][0-9]{2})|-).*?)\)?",
    re.IGNORECASE,
)
_LONGEST = timedelta(days=366)


def days_of(value: Written, years: Sequence[int] = (), *, since_1904: bool = False) -> Days:
    """Return the days that a cell means, with any text after them.

    A day without a year is looked for in the school `years`, each named by the calendar year in
    which it begins. Raise UnclearError where the days are unclear.
    """
    if not isinstance(value, str):
        return Days(day_of(value, since_1904=since_1904))
    text = _one_line(value)
    if _WEEK.match(text):
        fix = "Write the day, as 28/02/2027; or the first and last days, as 1-5 March 2027."
        raise UnclearError(f"{value.strip()} is a week, not a day", fix)
    try:
        return _days(text, years)
    except UnclearError as error:
        for found in _HOUR.finditer(text):
            try:
                days = _days(text[: found.start()].rstrip(" ,-"), years)
            except UnclearError:
                continue
            return Days(days.first, days.last, text[found.start("hours") :].strip(" ,()"))
        raise error from None


def one_day(value: Written, years: Sequence[int] = (), *, since_1904: bool = False) -> date:
    """Return the one day that a cell holds. Raise UnclearError for several days or a time."""
    days = days_of(value, years, since_1904=since_1904)
    if days.last or days.rest:
        message, fix = f"{value} is more than one day", "Write one day, as 28/02/2027."
        raise UnclearError(message, fix, reason="it is more than one day")
    return days.first


def _days(text: str, years: Sequence[int]) -> Days:
    match = _RANGE.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if match:
        return _ordered(text, match["join"], *_both(match, years))
    parts = [part for part in _FULL_JOIN.split(text) if part]
    if len(parts) == len(("first", "last")) and not _is_whole(text, years):
        first, last = (_one(part, years) for part in parts)
        return _ordered(text, "-", first, last)
    return Days(_one(text, years))


def _is_whole(text: str, years: Sequence[int]) -> bool:
    """Return whether a text with a dash is one day, as `28 - 02 - 2027`."""
    try:
        _one(text, years)
    except UnclearError:
        return False
    return True


def _one(text: str, years: Sequence[int]) -> date:
    try:
        return day_of(text)
    except UnclearError:
        found = in_school_years(text, years)
        if found is None:
            raise
        return found


def _both(match: re.Match[str], years: Sequence[int]) -> tuple[date, date]:
    """Read both days; the first takes a missing month or year from the last."""
    said = match.groupdict()
    last = _one(_written(said, "b"), years)
    month = month_number(said.get("amonth") or said["bmonth"] or "")
    year = said.get("ayear")
    before = last.year - 1 if month and month > last.month else last.year
    first = _one(
        _written(
            {**said, "ayear": year or str(before), "amonth": said.get("amonth") or said["bmonth"]},
            "a",
        ),
        years,
    )
    return first, last


def _written(said: dict[str, str | None], part: str) -> str:
    """Return one of the two days as full text."""
    parts = (said.get(f"{part}{each}") for each in ("week", "day", "month", "year"))
    return " ".join(each.strip("' ") for each in parts if each)


def _ordered(text: str, join: str, first: date, last: date) -> Days:
    if last < first or last - first > _LONGEST:
        raise UnclearError(f"{text} ends before it starts", "Write the first day first.")
    is_list = join.lower() in ("&", "and", ",", "/", "+")
    if is_list and last - first != timedelta(days=1):
        fix = "Write one row for each day."
        raise UnclearError(f"{text} is two days that are not consecutive", fix)
    return Days(first, None if last == first else last)


@dataclass(frozen=True, slots=True)
class Hours:
    """Start and end, where given; `words` is the text given instead of a time."""

    start: time | None = None
    end: time | None = None
    words: str = ""


_ALL_DAY = re.compile(
    r"(?:all|full|whole)[\s-]*day(?:\s+(?:inset|event|session))?|inset(?:\s+day)?|day",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:in\s+the\s+|during\s+|at\s+|late\s+|early\s+|mid[\s-]?)*"
    r"(?:[ap]\.?\s?m\.?|mornings?|afternoons?|evenings?|lunch(?:[\s-]?time)?|break(?:[\s-]?time)?"
    r"|twilight|(?:before|after)[\s-]+school|breakfast|directed\s+time|own\s+time|half[\s-]?day"
    r"|(?:period|lesson|session|p)\s*[0-9]|(?:staff|department|phase)\s+meeting(?:\s+time)?)"
    r"(?:\s+(?:session|only|slot|time))?[\s.]*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:(?:from|at|starts?|starting|begins?|approx(?:imately)?|about|around|c|circa"
    r"|promptly)\b[\s:.]*|@\s*)+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s,(]*\b(?:onwards?|start|starts|prompt(?:ly)?|sharp|gmt|bst|uk\s+time|approx(?:imately)?\.?"
    r"|for\s+coffee)\b[\s.)]*$",
    re.IGNORECASE,
)
_UNITS = re.compile(r"(?<=[0-9])\s*h(?:rs?|ours?)\b\.?|\s*\([^()]*\)\s*$", re.IGNORECASE)
_LATE = re.compile(
    r"\s*(?:-|\bto\b|\btill?\b|\buntil\b)\s*(?:late|finish|end|close|t\.?b\.?[acd]\.?|\?+)?\s*$",
    re.IGNORECASE,
)


def hours_of(value: Written) -> Hours:
    """Return when a session starts and ends. Raise UnclearError where that is ambiguous."""
    if not isinstance(value, str):
        return Hours(clock_of(value))
    text = _one_line(value)
    if _ALL_DAY.fullmatch(text):
        return Hours()
    if is_open(text) or _VAGUE.fullmatch(text):
        return Hours(words=text)
    text = _plain(in_figures(text))
    parts = re.split(r"\s*(?:-|\bto\b|\btill?\b|\buntil\b)\s*", text, flags=re.IGNORECASE)
    if len(parts) == len(("start", "end")) and all(parts):
        pairs = list(_pairs(*parts))
        if len(pairs) == 1:
            return Hours(*pairs[0])
        if pairs:
            message = f"{text} does not say am or pm"
            raise UnclearError(message, "Write it as 15:45 to 17:00, or 3.45-5pm.")
    start, end = clocks_of(text)
    return Hours(start, end)


def one_clock(value: Written) -> time:
    """Return the one time of day that a cell holds. Raise UnclearError for a start with an end."""
    hours = hours_of(value)
    if hours.end:
        message, fix = f"{value} is a start and an end", "Write one time of day, as 15:45."
        raise UnclearError(message, fix, reason="it is a start and an end")
    if hours.start is None:
        raise UnclearError(f"{value} is not a time of day", "Write it as 15:45 or 3.45pm.")
    return hours.start


def _plain(text: str) -> str:
    """Return the times alone, without the words around them."""
    before = None
    while before != text:
        before, text = text, _LATE.sub("", _AFTER.sub("", _BEFORE.sub("", text)))
    return _UNITS.sub("", text)


_MORNING, _NIGHT = time(7), time(21)
"""A time without am or pm is assumed to lie between these hours."""
_LONG = 10 * 60
"""Longest session, in minutes, for which am and pm are worked out."""


def _pairs(start: str, end: str) -> Iterator[tuple[time, time]]:
    """Yield every reading of start and end, trying am and pm where neither is given."""
    starts, ends = meanings(start), meanings(end)
    is_said = len(starts) == len(ends) == 1
    for first in starts:
        for last in ends:
            minutes = (last.hour - first.hour) * 60 + last.minute - first.minute
            is_likely = first >= _MORNING and last <= _NIGHT and minutes <= _LONG
            if minutes > 0 and (is_said or is_likely):
                yield first, last
