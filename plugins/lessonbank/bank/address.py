"""Addresses of items in Markdown: `clip:bar-models#t=80,95`, `technique:cold-call`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lessonbank.bank.timecode import format_seconds, parse_timecode

_ADDRESS = re.compile(r"(?P<kind>[a-z][a-z-]*):(?P<id>[A-Za-z0-9-]+)(?:#(?P<fragment>.*))?")
_SECONDS = re.compile(r"\d+(?:\.\d{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Address:
    """An item and a time in it: seconds in the clip's own clock, as in W3C Media Fragments."""

    kind: str
    id: str
    start: float | None = None
    end: float | None = None

    @classmethod
    def parse(cls, written: str) -> Address:
        """Parse `kind:id#t=start,end`. Raise ValueError for another form or an invalid time."""
        match = _ADDRESS.fullmatch(written)
        if match is None:
            raise ValueError(f"'{written}' is not of the form kind:id")
        start, end = _times(match["fragment"])
        return cls(match["kind"], match["id"], start, end)

    @property
    def fragment(self) -> str:
        """`#t=80,95`, or an empty string for the whole item."""
        if self.start is None:
            return ""
        end = "" if self.end is None else f",{format_seconds(self.end)}"
        return f"#t={format_seconds(self.start)}{end}"


def _times(fragment: str | None) -> tuple[float | None, float | None]:
    if not fragment:
        return None, None
    name, _, value = fragment.partition("=")
    if name != "t" or not value:
        raise ValueError(f"'#{fragment}' is not a time: write #t=80 or #t=80,95")
    first, comma, last = value.removeprefix("npt:").partition(",")
    start = _seconds(first) if first else 0.0
    end = _seconds(last) if comma else None
    if end is not None and end <= start:
        raise ValueError(f"'#{fragment}' ends before it starts")
    return start, end


def _seconds(written: str) -> float:
    return float(written) if _SECONDS.fullmatch(written) else parse_timecode(written)
