"""Make the published copy of a picture of any type."""

from __future__ import annotations

from lessonbank.sanitise.bitmaps import clean_bitmap, verify_bitmap
from lessonbank.sanitise.kinds import OTHER_PICTURES, Picture, UnreadableFileError, ending_of
from lessonbank.sanitise.svg import clean_svg, is_svg

PICTURES_VERSION = 1
"""Version of the output; raise it when copies of the same picture change."""


def clean_picture(name: str, data: bytes) -> Picture:
    """Return a copy of the picture `name` without metadata. Raises UnreadableFileError."""
    return clean_svg(data) if _is_drawing(name, data) else clean_bitmap(data)


def verify_picture(name: str, data: bytes) -> tuple[str, ...]:
    """List what the published copy will lack. Raises UnreadableFileError if there can be none."""
    if _is_drawing(name, data):
        return clean_svg(data).lost
    verify_bitmap(data)
    return ()


def _is_drawing(name: str, data: bytes) -> bool:
    if ending_of(name) in OTHER_PICTURES:
        raise UnreadableFileError("browsers do not show pictures of this kind")
    return ending_of(name) in {".svg", ".svgz"} or is_svg(data)
