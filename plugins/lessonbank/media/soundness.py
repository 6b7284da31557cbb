"""Check a file that was made elsewhere: whether it is what this room makes, without hidden data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from lessonbank.media.mp4 import Mp4Error, read_mp4
from lessonbank.media.store import Stored

_TOLD = ("exif", "xmp", "icc_profile")
_OFF = 0.5
"""Seconds by which a film may differ from its record."""


def unsound(path: Path, stored: Stored) -> str | None:
    """Return why the file is not the film or picture that its record describes, or None."""
    faults = _film(path, stored) if stored.ext == "mp4" else _picture(path, stored)
    return next(faults, None)


def _film(path: Path, stored: Stored) -> Iterator[str]:
    try:
        film = read_mp4(path)
        seconds = max(film.durations, default=0.0)
    except Mp4Error as error:
        yield f"it is no film: {error}"
        return
    if film.is_tagged or film.is_dated or film.strange:
        yield "it holds data beside picture and sound"
    if not film.starts_fast:
        yield "its index does not come first"
    if stored.duration is None or abs(seconds - stored.duration) > _OFF:
        yield "it does not last as long as its record says"


def _picture(path: Path, stored: Stored) -> Iterator[str]:
    try:
        with Image.open(path, formats=["WEBP"]) as picture:
            size, info = picture.size, picture.info
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        yield "it is no WebP picture"
        return
    if size != (stored.width, stored.height):
        yield "it does not have the size that its record says"
    if any(info.get(name) for name in _TOLD):
        yield "it holds data beside the picture"
