"""Derive a rendition's size, frame rate and filters from a recording's facts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Final

from lessonbank.ffmpeg.footage import Footage
from lessonbank.media.recipe import Recipe

_RATES = (
    Fraction(5),
    Fraction(6),
    Fraction(8),
    Fraction(10),
    Fraction(12),
    Fraction(25, 2),
    Fraction(15),
    Fraction(20),
    Fraction(24000, 1001),
    Fraction(24),
    Fraction(25),
    Fraction(30000, 1001),
    Fraction(30),
)
_CLOSE = 0.005
_FASTER = 1.34


@dataclass(frozen=True)
class Treatment:
    """Filters applied to a recording's picture before scaling.

    `fps` is the constant frame rate; `thin` is True if frames are dropped to reach it.
    `deinterlace` is a field order or "". `tone` is the dynamic range to tone-map from, or "".
    `matrix`, `primaries` and `transfer` are the colours to convert from.
    """

    fps: Fraction
    thin: bool
    deinterlace: str
    matrix: str
    tone: str
    primaries: str
    transfer: str


_TRANSFERS: Final = {"pq": "smpte2084", "hlg": "arib-std-b67"}


def treatment(footage: Footage) -> Treatment:
    """Return the filters that this recording's picture needs."""
    fps = frame_rate(footage.fps)
    return Treatment(
        fps=fps,
        thin=footage.fps > _FASTER * fps,
        deinterlace="" if footage.field_order == "progressive" else footage.field_order,
        matrix="auto" if footage.colour_matrix == "rgb" else footage.colour_matrix,
        tone="" if footage.dynamic_range == "sdr" else footage.dynamic_range,
        # High dynamic range has wide colours unless the recording says otherwise.
        primaries=footage.colour_primaries or "bt2020",
        transfer=_TRANSFERS.get(footage.dynamic_range, "bt709"),
    )


@dataclass(frozen=True)
class Pace:
    """A constant frame rate and the number of frames."""

    fps: Fraction
    count: int

    def slot(self, time: float) -> int:
        """Return the number of the frame nearest to `time` in seconds, rounded as ffmpeg does."""
        return floor(time * float(self.fps) + 0.5)


def pace(footage: Footage, duration: float) -> Pace:
    """Return the frame rate and count of a cut of `duration` seconds."""
    fps = frame_rate(footage.fps)
    # Round to the nearest frame, as ffmpeg does.
    return Pace(fps, max(1, floor(Fraction(round(duration * 1000), 1000) * fps + Fraction(1, 2))))


def frame_rate(fps: float) -> Fraction:
    """Return a constant rate of at most 30 for a mean rate in frames a second.

    Divide fast rates by a whole number (60 gives 30, 50 gives 25), so that frames drop evenly.
    Round a variable rate near a standard one, including those of screen recordings, to that one.
    Use 30 for any other: repeated frames take time but hardly any bytes.
    """
    while fps > 30 * (1 + _CLOSE):
        fps /= 2
    nearest = min(_RATES, key=lambda rate: abs(float(rate) - fps))
    return nearest if abs(float(nearest) - fps) <= _CLOSE * fps else Fraction(30)


def fitted(width: int, height: int, recipe: Recipe) -> tuple[int, int]:
    """Return the even size that fits the recipe's box in either orientation, never enlarged."""
    scale = min(
        Fraction(1),
        Fraction(recipe.long_side, max(width, height)),
        Fraction(recipe.short_side, min(width, height)),
    )
    return _even(width * scale, width), _even(height * scale, height)


def _even(length: Fraction, most: int) -> int:
    """Round to an even number of pixels, 2 to `most`, as 4:2:0 colour needs."""
    return max(2, min(2 * round(length / 2), most // 2 * 2))
