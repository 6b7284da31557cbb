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
    if isinstance(written, dict) and (text := torn_text(written)):
        yield text
    if not isinstance(written, str):
        return
    if kind is not None:
        yield from _as_moment(written, kind)
        return
    yield from _as_time(bare(written))
    if bare(written) != written:
        yield bare(written)
    yield from _as_address(written.strip())
    yield from _as_month(written)
    yield from _as_colour(written)
    if "\\" in written:
        yield PureWindowsPath(written).name
    yield written.lower()
    yield slug(written)
    yield from _as_number(written)
    yield split(written)


_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)


def _as_address(written: str) -> Iterator[str]:
    """Yield the web address of `www.trust.example/x`."""
    if _HOST.fullmatch(written):
        yield f"https://{written}"


def split(written: str) -> list[str]:
    """Split text at commas and semicolons into a list."""
    return [part for part in re.split(r"\s*[,;]\s*", written) if part]


_JOINT = re.compile(r"\s*(?:[,;&+/]|\band\b)\s*", re.IGNORECASE)


def split_ids(written: str) -> list[str]:
    """Split ids or names at every sign and word that joins them: `Year 5 and 6`, `Y5/Y6`."""
    parts = [bare(part) for part in _JOINT.split(written) if part.strip()]
    first = re.match(r"\D+", parts[0]) if parts else None
    word = "" if first is None else re.sub(r"s(?=\s*$)", "", first[0])
    return [f"{word}{part}" if part.isdigit() else part for part in parts]


def torn_text(written: Mapping[object, object]) -> str:
    """Return the text that a colon has made a field of, or nothing for other maps."""
    if len(written) != 1:
        return ""
    name, value = next(iter(written.items()))
    return f"{name}: {value or ''}".strip() if isinstance(value, str | None) else ""


def bare(written: str) -> str:
    """Return text without spaces and quotation marks around it."""
    return written.strip().strip(_QUOTES).strip()


_QUOTES = "\"'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u00ab\u00bb"


_ONE_NUMBER = re.compile(r"\D{0,20}?(\d+)(?: ?[a-z%]{0,12}\.?)?", re.IGNORECASE)


def _as_number(written: str) -> Iterator[str]:
    """Yield the number of `12 minutes` or `URN 999001`, if there is exactly one."""
    if match := _ONE_NUMBER.fullmatch(written.strip()):
        yield match[1]


_NEGATION = re.compile(r"\b(?:not?|never|non|without|yet)\b|\bun(?=[a-z])", re.IGNORECASE)


def negates(written: str) -> bool:
    """Return whether text denies something: `not granted` is no misspelt `granted`."""
    return _NEGATION.search(written) is not None


_UNITS = re.compile(
    r"(?:(\d{1,2}) ?(?:h|hrs?|hours?),? ?)?"
    r"(?:(\d{1,3}) ?(?:m|mins?|minutes?),? ?)?"
    r"(?:(\d{1,5}) ?(?:s|secs?|seconds?))?\.?",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:(\d{1,2})[:.h ]+)?(?:(\d{1,3})[:.m' ]+)?(\d{1,5})(?: ?(?:s|secs?|\"))?")


def _as_time(written: str) -> Iterator[str]:
    units = _UNITS.fullmatch(written)
    if units and any(units.groups()):
        hours, minutes, seconds = (int(part or 0) for part in units.groups())
        yield format_timecode((hours * 60 + minutes) * 60 + seconds)
    written = _FRAMES.sub(r"\1", written.strip().translate(_MISREAD))
    match = _TIME.fullmatch(written)
    if match:
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        if match[1] and not match[2]:
            hours, minutes = 0, hours
        yield format_timecode((hours * 60 + minutes) * 60 + seconds)


_MISREAD = str.maketrans("OoIl;", "0011:")
"""Signs that look like those of a time."""
_FRAMES = re.compile(r"(\d\d:\d\d:\d\d)[:;]\d\d")
"""A time from an editing program, which counts frames after the seconds."""
_SPAN = re.compile(r"(\S+?)\s*(?:[-\u2010-\u2015]|to|until)\s*(\S+)")


def time_span(written: str) -> tuple[str, str] | None:
    """Return start and end of `00:10-01:40`, or None for other text."""
    match = _SPAN.fullmatch(bare(written))
    ends = [next(_as_time(part), None) for part in match.groups()] if match else []
    return (ends[0], ends[1]) if len(ends) == 2 and ends[0] and ends[1] else None  # noqa: PLR2004


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
