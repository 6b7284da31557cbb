"""Posters and thumbnails, taken from the low rendition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from pathlib import Path

from PIL import Image, ImageStat

from lessonbank.ffmpeg.inputs import file_url, input_args
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import CancelToken, run
from lessonbank.media.recipe import POSTER_MOMENTS, STILL, StillRecipe
from lessonbank.media.shape import Pace
from lessonbank.media.store import Store, Stored

_TIMEOUT = 120.0
# Tolerance in seconds: a time in milliseconds may lie just before its frame.
_TOLERANCE = Fraction(1, 1000)
_DARK, _FLAT = 40.0, 20.0


@dataclass(frozen=True)
class Frames:
    """Extracts frames from the low rendition at `source`, which has this size and pace."""

    ffmpeg: Ffmpeg
    source: Path
    size: tuple[int, int]
    pace: Pace
    folder: Path
    token: CancelToken | None

    def at(self, second: float) -> Image.Image:
        """Return the frame on show at `second`, or the last one."""
        fps, last = self.pace.fps, self.pace.count - 1
        number = max(0, min(floor((Fraction(second) + _TOLERANCE) * fps), last))
        # Seek to just before the frame: seeking to its exact time may miss it.
        between = max(0.0, float((number - Fraction(1, 2)) / fps))
        file = self.folder / "frame.rgb"
        raw = ["-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-y", file_url(file)]
        args = ["-ss", f"{between:.3f}", *input_args(self.source), *raw]
        run(self.ffmpeg, args, timeout=_TIMEOUT, token=self.token)
        return Image.frombytes("RGB", self.size, file.read_bytes())

    def poster(self) -> Image.Image:
        """Return the first frame at POSTER_MOMENTS that is not blank, or that of most contrast."""
        seen = []
        for part in POSTER_MOMENTS:
            frame = self.at(part * float(self.pace.count / self.pace.fps))
            brightness, contrast = _look(frame)
            if brightness > _DARK and contrast > _FLAT:
                return frame
            seen.append((contrast, frame))
        return max(seen, key=lambda pair: pair[0])[1]


def save(frame: Image.Image, folder: Path, recipe: StillRecipe = STILL) -> Iterator[Path]:
    """Write the frame in the recipe's sizes, without metadata, and yield the paths."""
    for size in recipe.sizes:
        picture = frame.copy()
        picture.info.clear()
        picture.thumbnail((size, size), Image.Resampling.LANCZOS)
        path = folder / f"still-{size}.webp"
        picture.save(path, "WEBP", quality=recipe.quality, method=recipe.effort)
        yield path


def keep(frame: Image.Image, store: Store, folder: Path) -> tuple[Stored, ...]:
    """Move the frame, in all sizes, into the store."""
    return tuple(store.adopt(path, ext="webp", size=_size(path)) for path in save(frame, folder))


def _size(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def _look(frame: Image.Image) -> tuple[float, float]:
    """Return mean brightness and contrast (standard deviation), 0 to 255."""
    statistics = ImageStat.Stat(frame.convert("L"))
    return statistics.mean[0], statistics.stddev[0]
