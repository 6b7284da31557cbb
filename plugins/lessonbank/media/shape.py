"""From what a recording is to what its picture becomes: size, frame rate, treatment."""

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
    """What is done to a recording's picture before it is scaled.

    `fps` is the constant frame rate, and `thin` says that it takes dropping frames. `deinterlace`
    is a field order or "". `tone` is the dynamic range that has to be brought to that of a screen,
    or "". `matrix`, `primaries` and `transfer` are the colours to convert from.
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
    """What this recording's picture needs."""
    fps = frame_rate(footage.fps)
    return Treatment(
        fps=fps,
        thin=footage.fps > _FASTER * fps,
        deinterlace="" if footage.field_order == "progressive" else footage.field_order,
        matrix="auto" if footage.colour_matrix == "rgb" else footage.colour_matrix,
        tone="" if footage.dynamic_range == "sdr" else footage.dynamic_range,
        # High dynamic range comes in wide colours unless the recording says otherwise.
        primaries=footage.colour_primaries or "bt2020",
        transfer=_TRANSFERS.get(footage.dynamic_range, "bt709"),
    )


@dataclass(frozen=True)
class Pace:
    """A constant frame rate, and how many frames there are."""

    fps: Fraction
    count: int

    def slot(self, time: float) -> int:
        """The number of the frame that a time in seconds is nearest to, as ffmpeg rounds it."""
        return floor(time * float(self.fps) + 0.5)


def pace(footage: Footage, duration: float) -> Pace:
    """The frames of every rendition of a cut of that many seconds."""
    fps = frame_rate(footage.fps)
    # To the nearest frame, as ffmpeg ends an output.
    return Pace(fps, max(1, floor(Fraction(round(duration * 1000), 1000) * fps + Fraction(1, 2))))


def frame_rate(fps: float) -> Fraction:
    """A constant rate of at most 30 for a mean rate in frames a second.

    Whole parts of fast rates (60 gives 30, 50 gives 25) drop frames evenly. A phone's variable
    rate close to a usual one, those of screen recordings included, becomes that one; any other
    becomes 30, where repeats cost time and hardly a byte.
    """
    while fps > 30 * (1 + _CLOSE):
        fps /= 2
    nearest = min(_RATES, key=lambda rate: abs(float(rate) - fps))
    return nearest if abs(float(nearest) - fps) <= _CLOSE * fps else Fraction(30)


def fitted(width: int, height: int, recipe: Recipe) -> tuple[int, int]:
    """The even size that fits the recipe's box, turned as the picture is, never enlarged."""
    scale = min(
        Fraction(1),
        Fraction(recipe.long_side, max(width, height)),
        Fraction(recipe.short_side, min(width, height)),
    )
    return _even(width * scale, width), _even(height * scale, height)


def _even(length: Fraction, most: int) -> int:
    """The nearest even number of pixels, 2 to `most`: 4:2:0 colour comes in pairs."""
    return max(2, min(2 * round(length / 2), most // 2 * 2))
