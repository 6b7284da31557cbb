"""WebVTT cue settings: where and how a cue is shown."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

_ASCII_WHITESPACE = re.compile(r"[ \t\n\f\r]+")
_PERCENTAGE = re.compile(r"[0-9]+(?:\.[0-9]+)?%")
_LINE_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_MAX_PERCENTAGE = 100

_ALIGN = ("start", "center", "end", "left", "right")
_LINE_ALIGN = ("start", "center", "end")
_POSITION_ALIGN = ("line-left", "center", "line-right")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one cue; None stands for WebVTT's "auto".

    Regions are not kept: a cue that asks for one is shown in its ordinary place.
    """

    vertical: Literal["", "rl", "lr"] = ""
    line: float | None = None
    snap_to_lines: bool = True
    line_align: Literal["start", "center", "end"] = "start"
    position: float | None = None
    position_align: Literal["auto", "line-left", "center", "line-right"] = "auto"
    size: float = 100.0
    align: Literal["start", "center", "end", "left", "right"] = "center"


DEFAULT = Settings()

_Fields = Mapping[str, Any]


@lru_cache(maxsize=256)  # A file uses a handful of settings, thousands of times.
def parse_settings(text: str) -> tuple[Settings, tuple[str, ...]]:
    """Parse the settings after a cue's times; also return those not understood."""
    fields: dict[str, Any] = {}
    refused: list[str] = []
    for token in filter(None, _ASCII_WHITESPACE.split(text)):
        name, _, value = token.partition(":")
        found = _READERS[name](value) if name in _READERS and value else None
        if found is None:
            refused.append(token)
        else:
            fields.update(found)
    return (Settings(**fields) if fields else DEFAULT), tuple(refused)


def format_settings(settings: Settings) -> str:
    """Write the settings that differ from WebVTT's defaults, each with a space before it."""
    if settings == DEFAULT:
        return ""
    return "".join(f" {name}:{value}" for name, value in _written(settings))


def _written(settings: Settings) -> Iterator[tuple[str, str]]:
    if settings.vertical:
        yield "vertical", settings.vertical
    if settings.line is not None:
        line = _decimal(settings.line) + ("" if settings.snap_to_lines else "%")
        yield "line", line + _unless("start", settings.line_align)
    if settings.position is not None:
        yield (
            "position",
            f"{_decimal(settings.position)}%{_unless('auto', settings.position_align)}",
        )
    if settings.size != DEFAULT.size:
        yield "size", f"{_decimal(settings.size)}%"
    if settings.align != DEFAULT.align:
        yield "align", settings.align


def _unless(default: str, align: str) -> str:
    return "" if align == default else f",{align}"


def _decimal(number: float) -> str:
    """Write a number without an exponent, which WebVTT does not read."""
    return format(Decimal(repr(number)), "f").removesuffix(".0")


def _percentage(text: str) -> float | None:
    if not _PERCENTAGE.fullmatch(text):
        return None
    number = float(text[:-1])
    return number if number <= _MAX_PERCENTAGE else None


def _vertical(value: str) -> _Fields | None:
    return {"vertical": value} if value in ("rl", "lr") else None


def _line(value: str) -> _Fields | None:
    offset, comma, align = value.partition(",")
    if comma and align not in _LINE_ALIGN:
        return None
    snap = not offset.endswith("%")
    number = _line_number(offset) if snap else _percentage(offset)
    if number is None:
        return None
    return {"line": number, "snap_to_lines": snap} | ({"line_align": align} if align else {})


def _line_number(text: str) -> float | None:
    if not _LINE_NUMBER.fullmatch(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def _position(value: str) -> _Fields | None:
    offset, comma, align = value.partition(",")
    number = _percentage(offset)
    if number is None or (comma and align not in _POSITION_ALIGN):
        return None
    return {"position": number} | ({"position_align": align} if align else {})


def _size(value: str) -> _Fields | None:
    number = _percentage(value)
    return None if number is None else {"size": number}


def _align(value: str) -> _Fields | None:
    return {"align": value} if value in _ALIGN else None


def _region(_value: str) -> _Fields:
    return {}


_READERS: Mapping[str, Callable[[str], _Fields | None]] = {
    "vertical": _vertical,
    "line": _line,
    "position": _position,
    "size": _size,
    "align": _align,
    "region": _region,
}
