"""Guess what the author probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, time
from difflib import get_close_matches
from pathlib import PureWindowsPath

from lessonbank.bank import format_timecode, slug
from lessonbank.dates import UnclearError, month_of, one_clock, one_day

DateOrTime = type[date] | type[time]
"""The type of a field that takes a date or a time of day."""


_NUMBER = re.compile(r"[0-9]+")


class Names:
    """Find names despite spelling mistakes.

    Names are compared as slugs, so that a title finds its id. Numbers must match exactly:
    `lesson-4` never finds `lesson-5`.
    """

    def __init__(self, ids: Mapping[str, str]) -> None:
        """Index `ids`, a map of names to ids."""
        self._slugs: dict[tuple[str, ...], dict[str, str]] = {}
        for name, id_ in ids.items():
            self._slugs.setdefault(_numbers(name), {}).setdefault(slug(name), id_)
        self._found: dict[str, str | None] = {}

    def closest(self, written: str) -> str | None:
        """Return the id of the nearest name, or None if none is near."""
        if written not in self._found:
            alike = self._slugs.get(_numbers(written), {})
            near = get_close_matches(slug(written), alike, n=1, cutoff=0.65)
            self._found[written] = alike[near[0]] if near else None
        return self._found[written]


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(_NUMBER.findall(text))


def closest(written: str, ids: Mapping[str, str]) -> str | None:
    """Return the id of the name nearest to `written`, or None; `ids` as for `Names`."""
    return Names(ids).closest(written)


def closest_of(written: str, names: Iterable[str]) -> str | None:
    """Return the name nearest to `written`, or None."""
    return closest(written, {name: name for name in names})


def rewrites(written: object, kind: DateOrTime | None = None) -> Iterator[object]:
    """Yield possible corrections of `written`, likeliest first.

    `kind` is the type of a field that takes a date or a time of day.
    """
    if isinstance(written, list) and all(isinstance(part, str) for part in written):
        yield ", ".join(written)
    if not isinstance(written, str):
        return
    if kind is not None:
        yield from _as_moment(written, kind)
        return
    yield from _as_time(written)
    yield from _as_month(written)
    yield from _as_colour(written)
    if "\\" in written:
        yield PureWindowsPath(written).name
    yield written.lower()
    yield slug(written)
    yield from _as_number(written)
    yield split(written)


def split(written: str) -> list[str]:
    """Split text at commas and semicolons into a list."""
    return [part for part in re.split(r"\s*[,;]\s*", written) if part]


_ONE_NUMBER = re.compile(r"\D{0,20}?(\d+)(?: ?[a-z%]{0,12}\.?)?", re.IGNORECASE)


def _as_number(written: str) -> Iterator[str]:
    """Yield the number of `12 minutes` or `URN 999001`, if there is exactly one."""
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


def reason(written: object, kind: DateOrTime) -> str:
    """Return why text is an invalid or ambiguous date or time of day; empty for other text."""
    try:
        _READ[kind](str(written))
    except UnclearError as error:
        return error.reason
    return ""


def _as_moment(written: str, kind: DateOrTime) -> Iterator[str]:
    """Yield the date or time of day that `written` probably means, in the format of content."""
    try:
        yield _READ[kind](written)
    except UnclearError as error:
        if error.suggestion:
            yield _READ[kind](error.suggestion)


def _as_month(written: str) -> Iterator[str]:
    with suppress(UnclearError):
        yield f"{month_of(written):%Y-%m}"


_READ: Mapping[DateOrTime, Callable[[str], str]] = {
    date: lambda written: one_day(written).isoformat(),
    time: lambda written: f"{one_clock(written):%H:%M}",
}


def _as_colour(written: str) -> Iterator[str]:
    digits = written.strip().removeprefix("#")
    yield "#" + ("".join(digit * 2 for digit in digits) if len(digits) == len("fff") else digits)
