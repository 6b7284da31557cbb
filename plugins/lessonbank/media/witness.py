"""What a cut was made of: its frames, each with the moment it was filmed at."""

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
"""Frames are compared as grey pictures of so many pixels a side."""
Frames: TypeAlias = NDArray[np.float32]
"""Grey levels, a row of `SIDE * SIDE` for each frame."""

_NAME = "witness"
_SEEN = re.compile(r"^\[\w+@witness @ \w+\] n: *\d+ pts: *(-?\d+) ")
_TIME_BASE = re.compile(r"^\[\w+@witness @ \w+\] config in time_base: (\d+)/(\d+)")


@dataclass(frozen=True)
class Witness:
    """`times` in seconds of the cut's clock; those before the in-point are negative."""

    times: tuple[float, ...]
    frames: Frames


def witnessed(picture: Stream) -> Stream:
    """`picture` made small, its times told on stderr; for a raw output."""
    small = picture.filter("scale", SIDE, SIDE, flags="area").filter("format", "gray")
    told = small.filter(f"showinfo@{_NAME}", checksum=0)
    # Outputs without times drop and repeat frames unless each has a number of its own.
    return told.filter("settb", "1/30").filter("setpts", "N").filter("fps", 30)


def witness_chain() -> str:
    """The same as text, for a command that has no other filters."""
    return (
        f"scale={SIDE}:{SIDE}:flags=area,format=gray,showinfo@{_NAME}=checksum=0,"
        "settb=1/30,setpts=N,fps=30"
    )


def read_witness(said: Sequence[str], file: Path) -> Witness:
    """Take in what an output of `witnessed` left: the lines of stderr, and the file, which goes."""
    bases = (Fraction(int(f[1]), int(f[2])) for line in said if (f := _TIME_BASE.match(line)))
    base = next(bases, Fraction(1))
    times = tuple(float(int(f[1]) * base) for line in said if (f := _SEEN.match(line)))
    # Older programs repeat the last frame, or leave it out.
    pixels = np.fromfile(file, dtype=np.uint8, count=len(times) * SIDE**2)
    file.unlink()
    count = len(pixels) // SIDE**2
    frames = pixels[: count * SIDE**2].reshape(-1, SIDE**2).astype(np.float32)
    return Witness(times[:count], frames)
