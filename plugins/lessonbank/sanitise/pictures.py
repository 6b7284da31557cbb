"""Make the published copy of a picture of any type.

A check of a bank without pictures loads neither Pillow nor the parser of styles.
"""

from __future__ import annotations

from lessonbank.sanitise.kinds import OTHER_PICTURES, Picture, UnreadableFileError, ending_of
from lessonbank.sanitise.svg_files import is_svg

PICTURES_VERSION = 1
"""Version of the output; raise it when copies of the same picture change."""
_WIDEST, _HIGHEST = 640, 320
"""The most pixels of a logo: twice what a page shows, for sharp screens."""
_LARGEST_LOGO = 100_000
"""The most bytes of a drawing that every page of an edition loads."""


def clean_picture(name: str, data: bytes) -> Picture:
    """Return a copy of the picture `name` without metadata. Raises UnreadableFileError."""
    from lessonbank.sanitise.bitmaps import clean_bitmap  # noqa: PLC0415 - see above

    return _clean_drawing(data) if _is_drawing(name, data) else clean_bitmap(data)


def clean_logo(name: str, data: bytes) -> Picture:
    """Return a small copy of a logo: a drawing, or a bitmap that is reduced to fit.

    Raises UnreadableFileError.
    """
    from lessonbank.sanitise.bitmaps import small_bitmap  # noqa: PLC0415 - see above

    if not _is_drawing(name, data):
        return small_bitmap(data, _WIDEST, _HIGHEST)
    drawing = _clean_drawing(data)
    if len(drawing.data) > _LARGEST_LOGO:
        largest = _LARGEST_LOGO // 1000
        raise UnreadableFileError(f"it is a drawing of more than {largest} kB, too much for a logo")
    return drawing


def verify_picture(name: str, data: bytes) -> tuple[str, ...]:
    """List what the published copy will lack. Raises UnreadableFileError if there can be none."""
    from lessonbank.sanitise.bitmaps import verify_bitmap  # noqa: PLC0415 - see above

    if _is_drawing(name, data):
        return _clean_drawing(data).lost
    verify_bitmap(data)
    return ()


def _clean_drawing(data: bytes) -> Picture:
    from lessonbank.sanitise.svg import clean_svg  # noqa: PLC0415 - see above

    return clean_svg(data)


def _is_drawing(name: str, data: bytes) -> bool:
    if ending_of(name) in OTHER_PICTURES:
        raise UnreadableFileError("browsers do not show pictures of this kind")
    return ending_of(name) in {".svg", ".svgz"} or is_svg(data)
