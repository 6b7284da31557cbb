"""The witness of a cut: its decoded frames, made small, with their filming times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from lessonbank.media.stream import Stream

SIDE = 16
"""Width and height in pixels of the grey pictures that are compared."""
Frames: TypeAlias = NDArray[np.float32]
"""Grey levels, a row of `SIDE * SIDE` for each frame."""

_NAME = "witness"
_SEEN = re.compile(r"^\[\w+@witness @ \w+\] n: *\d+ pts: *(-?\d+) ")
_TIME_BASE = re.compile(r"^\[\w+@witness @ \w+\] config in time_base: (\d+)/(\d+)")


@dataclass(frozen=True)
class Witness:
    """Small frames and their `times` in seconds of the cut's clock (negative before it)."""

    times: tuple[float, ...]
    frames: Frames


def witnessed(picture: Stream) -> Stream:
    """Shrink `picture` for a raw output, and print its times on stderr."""
    small = picture.filter("scale", SIDE, SIDE, flags="area").filter("format", "gray")
    summed = small.filter(f"showinfo@{_NAME}", checksum=0)
    # Number the frames: raw outputs drop and repeat frames of equal times.
    return summed.filter("settb", "1/30").filter("setpts", "N").filter("fps", 30)


def witness_chain() -> str:
    """Return the same filters as text, for a command without a filter graph."""
    return (
        f"scale={SIDE}:{SIDE}:flags=area,format=gray,showinfo@{_NAME}=checksum=0,"
        "settb=1/30,setpts=N,fps=30"
    )


def read_witness(said: Sequence[str], file: Path) -> Witness:
    """Read an output of `witnessed` from stderr and its file, and delete the file."""
    bases = (Fraction(int(f[1]), int(f[2])) for line in said if (f := _TIME_BASE.match(line)))
    base = next(bases, Fraction(1))
    times = tuple(float(int(f[1]) * base) for line in said if (f := _SEEN.match(line)))
    # Older ffmpeg repeats or omits the last frame.
    pixels = np.fromfile(file, dtype=np.uint8, count=len(times) * SIDE**2)
    file.unlink()
    count = len(pixels) // SIDE**2
    frames = pixels[: count * SIDE**2].reshape(-1, SIDE**2).astype(np.float32)
    return Witness(times[:count], frames)
