"""Redactions: the parts of a recording that nobody may see or hear."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticKnownError

from lessonbank.bank.item import Value
from lessonbank.bank.timecode import Timecode

_WRITTEN = re.compile(r"(\d{1,3}(?:\.\d{1,3})?) ?%", re.ASCII)


def _percentage(written: object) -> float:
    if isinstance(written, float):
        return written
    match = _WRITTEN.fullmatch(str(written).strip())
    if match is None:
        raise PydanticKnownError("string_pattern_mismatch", {"pattern": _WRITTEN.pattern})
    return float(match[1])


Percentage = Annotated[
    float,
    BeforeValidator(_percentage),
    WithJsonSchema({"type": "string", "pattern": rf"^\s*{_WRITTEN.pattern}\s*$"}),
    Field(description="a percentage of the picture", examples=["25%"]),
]
"""A percentage as float, written `25%` or `12.5%`."""
Extent = Annotated[Percentage, Field(gt=0)]


class Box(Value):
    """A rectangle of the picture, covered from `start` to `end`.

    `left`, `top`, `width` and `height` are percentages of the upright picture, as viewers see it.
    """

    start: Timecode = Field(alias="from")
    """When the box appears, in the recording's time."""
    end: Timecode = Field(alias="to")
    """When the box disappears, in the recording's time."""
    left: Percentage
    """The distance from the left edge to the box."""
    top: Percentage
    """The distance from the top edge to the box."""
    width: Extent
    """How wide the box is."""
    height: Extent
    """How high the box is."""
    style: Literal["solid", "pixelated"] = "solid"
    """Whether the box is solid or made of large pixels. Use `solid` for faces and names."""


class Sound(Value):
    """A span whose sound is removed, and replaced by a tone if bleeped."""

    start: Timecode = Field(alias="from")
    """When the sound stops, in the recording's time."""
    end: Timecode = Field(alias="to")
    """When the sound returns, in the recording's time."""
    style: Literal["muted", "bleeped"] = "muted"
    """Whether to leave silence or a tone."""


_Span = TypeVar("_Span", Box, Sound)


class Redactions(Value):
    """All redactions of a recording."""

    boxes: tuple[Box, ...] = ()
    """Parts of the picture to cover."""
    sounds: tuple[Sound, ...] = ()
    """Spans of the sound to remove."""

    def __bool__(self) -> bool:
        return bool(self.boxes or self.sounds)

    @property
    def silences(self) -> tuple[tuple[float, float], ...]:
        """Start and end (seconds) of each silenced span."""
        return tuple((sound.start, sound.end) for sound in self.sounds)

    @property
    def spans(self) -> tuple[tuple[float, float], ...]:
        """Start and end (seconds) of each covered or silenced span."""
        return (*((box.start, box.end) for box in self.boxes), *self.silences)

    def within(self, start: float, end: float, held: float = 0.0) -> Redactions:
        """Return the redactions in [start, end), in a clock that is 0 at `start`.

        Include boxes of the `held` seconds before, at negative times: a frame filmed under such
        a box may still be on screen at `start`.
        """
        boxes = tuple(_rebased(box, start, start - held, end) for box in self.boxes)
        sounds = tuple(_rebased(sound, start, start, end) for sound in self.sounds)
        return Redactions(
            boxes=tuple(box for box in boxes if box.start < box.end),
            sounds=tuple(sound for sound in sounds if sound.start < sound.end),
        )


def _rebased(span: _Span, zero: float, start: float, end: float) -> _Span:
    """Return the part of `span` in [start, end), in a clock that is 0 at `zero`."""
    begins, ends = max(span.start, start), min(span.end, end)
    return span.model_copy(update={"start": round(begins - zero, 3), "end": round(ends - zero, 3)})
