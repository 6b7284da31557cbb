"""Set text in pictures, in the fonts of the package."""

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
"""More letters than a line of any card holds."""
LEADING = 1.16

Font = ImageFont.FreeTypeFont


def set_title(title: str, width: int, height: int, sizes: Sequence[int]) -> tuple[Font, list[str]]:
    """Return a title's lines in the first size in which all fit; else cut, in the last size."""
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
    """Return the text, cut with an ellipsis to what fits."""
    if face.getlength(text) <= width:
        return text

    def shortened(length: int) -> str:
        return f"{text[:length].rstrip()}…"

    lengths = range(1, len(text))
    too_long = bisect(lengths, float(width), key=lambda length: face.getlength(shortened(length)))
    return shortened(too_long)


@cache
def font(weight: str, size: int) -> Font:
    """Return a font with Pillow's basic layout, so that every system draws the same."""
    path = _FONTS / f"atkinson-hyperlegible-latin-{weight}.woff"
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def writable(text: str) -> str:
    """Return the text with letters that the fonts lack reduced to plain ones: `ŵ` becomes `w`."""
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
