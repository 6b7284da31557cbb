"""Words in pictures, set in the fonts that are in the package."""

from __future__ import annotations

import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from PIL import ImageFont

_FONTS = Path(__file__).parent / "fonts"
_MOST_LINES = 4
_MOST_LETTERS = 400
"""More than lines of any card hold."""
LEADING = 1.16

Font = ImageFont.FreeTypeFont


def set_title(title: str, width: int, height: int, sizes: Sequence[int]) -> tuple[Font, list[str]]:
    """The title's lines in the first size at which all of it fits, else cut in the last one."""
    title = title[:_MOST_LETTERS]
    for size in sizes:
        face = font("700", size)
        room = max(1, min(_MOST_LINES, int(height / (size * LEADING))))
        lines = list(_wrapped(title, face, width))
        if len(lines) <= room:
            return face, lines
    return face, [*lines[: room - 1], cut(" ".join(lines[room - 1 :]), face, width)]


def _wrapped(text: str, face: Font, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and face.getlength(longer) > width:
            yield line
            longer = word
        line = cut(longer, face, width)
    yield line


def cut(text: str, face: Font, width: int) -> str:
    """The text, or as much of its beginning as fits, with an ellipsis."""
    if face.getlength(text) <= width:
        return text

    def shortened(length: int) -> str:
        return f"{text[:length].rstrip()}…"

    lengths = range(1, len(text))
    too_long = bisect(lengths, float(width), key=lambda length: face.getlength(shortened(length)))
    return shortened(too_long)


@cache
def font(weight: str, size: int) -> Font:
    """Laid out by the library that is in every Pillow, so that every system draws the same."""
    path = _FONTS / f"atkinson-hyperlegible-latin-{weight}.woff"
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def writable(text: str) -> str:
    """The text with letters that the fonts lack without their accents: the ŵ of Welsh is a w."""
    return "".join(map(_letter, text))


@cache
def _letter(letter: str) -> str:
    if _has(letter):
        return letter
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if _has(part))


def _has(letter: str) -> bool:
    face = font("700", 20)
    glyph, none = face.getmask(letter), face.getmask("\uffff")
    return letter.isspace() or (glyph.size, bytes(glyph)) != (none.size, bytes(none))
