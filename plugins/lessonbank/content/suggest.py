"""What the author probably meant."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from difflib import get_close_matches
from pathlib import PureWindowsPath

from lessonbank.bank import format_timecode


def slug(text: str) -> str:
    """`text` as an id: small letters without accents, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


_NUMBER = re.compile(r"[0-9]+")


class Names:
    """Names that are found again by what is nearly their spelling.

    They are compared as slugs, so that a title typed for an id is found. Their numbers must be the
    same: what is called `lesson-4` is never taken for a slip of `lesson-5`.
    """

    def __init__(self, ids: Mapping[str, str]) -> None:
        """`ids` has the id for every name that a thing goes by."""
        self._slugs: dict[tuple[str, ...], dict[str, str]] = {}
        for name, id_ in ids.items():
            self._slugs.setdefault(_numbers(name), {}).setdefault(slug(name), id_)
        self._found: dict[str, str | None] = {}

    def closest(self, written: str) -> str | None:
        """The id of the name that `written` comes nearest to, if any is near."""
        if written not in self._found:
            alike = self._slugs.get(_numbers(written), {})
            near = get_close_matches(slug(written), alike, n=1, cutoff=0.65)
            self._found[written] = alike[near[0]] if near else None
        return self._found[written]


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(_NUMBER.findall(text))


def closest(written: str, ids: Mapping[str, str]) -> str | None:
    """The id of the name that `written` comes nearest to; `ids` as for `Names`."""
    return Names(ids).closest(written)


def closest_of(written: str, names: Iterable[str]) -> str | None:
    """The name that `written` comes nearest to."""
    return closest(written, {name: name for name in names})


def rewrites(written: object) -> Iterator[object]:
    """What `written` may have been meant as, to be tried in this order."""
    if isinstance(written, list) and all(isinstance(part, str) for part in written):
        yield ", ".join(written)
    if not isinstance(written, str):
        return
    yield from _as_time(written)
    yield from _as_clock(written)
    yield from _as_date(written)
    yield from _as_month(written)
    yield from _as_colour(written)
    if "\\" in written:
        yield PureWindowsPath(written).name
    yield written.lower()
    yield slug(written)
    yield from _as_number(written)
    yield split(written)


def split(written: str) -> list[str]:
    """The parts of a list that was written on one line, with commas or semicolons."""
    return [part for part in re.split(r"\s*[,;]\s*", written) if part]


_ONE_NUMBER = re.compile(r"\D{0,20}?(\d+)(?: ?[a-z%]{0,12}\.?)?", re.IGNORECASE)


def _as_number(written: str) -> Iterator[str]:
    """The number of `12 minutes` and `URN 999001`, where there is just one."""
    if match := _ONE_NUMBER.fullmatch(written.strip()):
        yield match[1]


_TIME = re.compile(r"(?:(\d{1,2})[:.h ]+)?(?:(\d{1,3})[:.m' ]+)?(\d{1,5})(?: ?(?:s|secs?|\"))?")


def _as_time(written: str) -> Iterator[str]:
    match = _TIME.fullmatch(written.strip())
    if match:
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        if match[1] and not match[2]:
            hours, minutes = 0, hours
        yield format_timecode((hours * 60 + minutes) * 60 + seconds)


_CLOCK = re.compile(r"(\d{1,2})(?:[:. ]?([0-5]\d))? ?(?:([ap])\.?m\.?)?", re.IGNORECASE)


def _as_clock(written: str) -> Iterator[str]:
    """`3.45pm`, `9am` and `1545` as times of day."""
    match = _CLOCK.fullmatch(written.strip())
    if match:
        half = {"a": 0, "p": 12}.get((match[3] or "").lower())
        hours = int(match[1]) if half is None else int(match[1]) % 12 + half
        yield f"{hours:02}:{match[2] or '00'}"


_DAYS = ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%d %B %Y", "%d %b %Y")
_MONTHS = ("%B %Y", "%b %Y", "%m/%Y", "%Y/%m", "%Y-%m")


def _parsed(written: str, forms: Iterable[str]) -> Iterator[datetime]:
    for form in forms:
        with suppress(ValueError):
            yield datetime.strptime(written.strip(), form)  # noqa: DTZ007 - a day, not an instant


_ORDERS = (
    re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<name>[A-Za-z]{3,9}),? (?P<year>\d{4})"),
)
_MONTH_NAMES = [name.lower() for name in calendar.month_name]


def no_such_day(written: str) -> str | None:
    """Why what looks like a date is none: no month has the number, or the month is shorter."""
    found = next(filter(None, (order.fullmatch(written.strip()) for order in _ORDERS)), None)
    if found is None:
        return None
    parts = found.groupdict()
    year, day = int(parts["year"]), int(parts["day"])
    month = int(parts["month"]) if "month" in parts else _month(parts["name"])
    year += 2000 if year < 100 else 0  # noqa: PLR2004 - written with two digits
    if month is None or year < 1:
        return None
    if not 1 <= month <= 12:  # noqa: PLR2004 - of a year
        return f"there is no month {month}"
    length = calendar.monthrange(year, month)[1]
    if not 1 <= day <= length:
        return f"{calendar.month_name[month]} {year} has {length} days"
    return None


def _month(name: str) -> int | None:
    """The number of a month by its name or the first letters of it."""
    numbers = range(1, len(_MONTH_NAMES))
    return next((n for n in numbers if _MONTH_NAMES[n].startswith(name.lower())), None)


def _as_date(written: str) -> Iterator[str]:
    for day in _parsed(written, _DAYS):
        yield f"{day:%Y-%m-%d}"


def _as_month(written: str) -> Iterator[str]:
    for day in _parsed(written, (*_MONTHS, *_DAYS, "%Y-%m-%d")):
        yield f"{day:%Y-%m}"


def _as_colour(written: str) -> Iterator[str]:
    digits = written.strip().removeprefix("#")
    yield "#" + ("".join(digit * 2 for digit in digits) if len(digits) == len("fff") else digits)
