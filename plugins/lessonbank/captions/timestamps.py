"""WebVTT and SubRip timestamps and timing lines; seconds as float, to the millisecond."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# Nine digits of hours are a hundred thousand years: enough, and safe to turn into a float.
_TIMESTAMP = r"(?:([0-9]{1,9}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})(?![0-9])"
_SUBRIP_TIMESTAMP = r"(?:([0-9]{1,9}):)?([0-9]{1,2}):([0-9]{1,2})(?:[,.:]([0-9]{1,3}))?(?=[\s-]|\Z)"

# As people and other programs write them: commas, a minus, no or many decimals, single digits.
_LOOSE_TIMESTAMP = (
    r"(-?)(?:([0-9]{1,9}):)?([0-5]?[0-9]):([0-5]?[0-9])"
    r"(?:,([0-9]{1,9})|\.([0-9]{3,9}))?(?=\s|-->|\Z)"
)

_WEBVTT = re.compile(_TIMESTAMP)
_LOOSE_LINE = re.compile(rf"\s*{_LOOSE_TIMESTAMP}\s*-->\s*{_LOOSE_TIMESTAMP}")
_WEBVTT_LINE = re.compile(rf"[ \t\f]*{_TIMESTAMP}[ \t\f]*-->[ \t\f]*{_TIMESTAMP}")
_SUBRIP_LINE = re.compile(rf"\s*{_SUBRIP_TIMESTAMP}\s*-{{1,2}}>\s*{_SUBRIP_TIMESTAMP}")


class Timing(NamedTuple):
    """Start and end of a cue in seconds, and what follows them on the line."""

    start: float
    end: float
    rest: str


def parse_timestamp(text: str) -> float | None:
    """Parse a WebVTT timestamp (`mm:ss.ttt` or `hh:mm:ss.ttt`) as seconds, else None."""
    match = _WEBVTT.fullmatch(text)
    return _seconds(*match.groups()) if match else None


def parse_timing(line: str) -> Timing | None:
    """Read a WebVTT timing line, else None."""
    return _timing(_WEBVTT_LINE.match(line), line)


def parse_loose_timing(line: str) -> Timing | None:
    """Parse invalid but unambiguous times, else return None.

    Times before the start of the recording become its start.
    """
    match = _LOOSE_LINE.match(line)
    if match is None:
        return None
    groups = match.groups()
    return Timing(_loose_seconds(groups[:6]), _loose_seconds(groups[6:]), line[match.end() :])


def parse_subrip_timing(line: str) -> Timing | None:
    """Parse a SubRip timing line, with errors that players tolerate, else None."""
    return _timing(_SUBRIP_LINE.match(line), line)


def format_timestamp(seconds: float) -> str:
    """Write `hh:mm:ss.ttt`."""
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def _timing(match: re.Match[str] | None, line: str) -> Timing | None:
    if match is None:
        return None
    groups = match.groups()
    return Timing(_seconds(*groups[:4]), _seconds(*groups[4:]), line[match.end() :])


def _loose_seconds(groups: Sequence[str | None]) -> float:
    minus, hours, minutes, seconds, comma, dot = groups
    return 0.0 if minus else _seconds(hours, minutes or "", seconds or "", comma or dot)


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return (whole * 1000 + int((fraction or "")[:3].ljust(3, "0"))) / 1000
