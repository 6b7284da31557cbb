"""Timecodes in content: `mm:ss` or `hh:mm:ss`, with optional decimals."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

_WRITTEN = re.compile(r"(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):(?P<s>\d{2}(?:\.\d{1,3})?)", re.ASCII)
_MINUTE = 60


def parse_timecode(written: str) -> float:
    """Return seconds, to the millisecond. Raise ValueError for anything but a timecode."""
    match = _WRITTEN.fullmatch(written.strip())
    if match is None:
        raise ValueError(written)
    hours, minutes, seconds = int(match["h"] or 0), int(match["m"]), float(match["s"])
    if seconds >= _MINUTE or (match["h"] and minutes >= _MINUTE):
        raise ValueError(written)
    return round((hours * _MINUTE + minutes) * _MINUTE + seconds, 3)


def format_timecode(seconds: float, *, decimals: bool = False) -> str:
    """Format seconds as `01:15`, or `1:02:03` from one hour; add `decimals` if not zero."""
    millis = round(seconds * 1000)
    whole, rest = divmod(millis, 1000)
    minutes, second = divmod(whole, _MINUTE)
    hours, minute = divmod(minutes, _MINUTE)
    clock = f"{hours}:{minute:02}:{second:02}" if hours else f"{minute:02}:{second:02}"
    return f"{clock}.{rest:03}".rstrip("0") if decimals and rest else clock


def format_seconds(seconds: float) -> str:
    """Format seconds to the millisecond, as in media fragments: `75`, `75.5`."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


def _validate(written: object) -> float:
    if isinstance(written, float):
        return written
    try:
        return parse_timecode(str(written))
    except ValueError as error:
        raise PydanticCustomError("timecode", "not a time") from error


_PATTERN = r"^\s*(?:[0-9]{1,3}|[0-9]{1,2}:0?[0-5]?[0-9]):[0-5][0-9](?:\.[0-9]{1,3})?\s*$"

Timecode = Annotated[
    float,
    BeforeValidator(_validate),
    WithJsonSchema({"type": "string", "pattern": _PATTERN}),
    Field(description="a time", examples=["04:30"]),
]
"""Seconds as float, written `mm:ss` or `hh:mm:ss` with up to three decimals."""
