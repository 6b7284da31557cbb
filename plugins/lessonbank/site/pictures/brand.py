"""Draw the mark of a lesson bank, an open book with a play sign, in the site's colours."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from lessonbank.bank import LIGHT, Look
from lessonbank.site.pictures.colours import colours

FAVICON = "assets/lessonbank/favicon.png"

_SMOOTH = 4
"""Shapes are drawn this many times larger, then reduced, which smooths their edges."""

# On a grid of 64: the pages of an open book, and the play sign above them.
_LEFT = ((8, 21), (30, 27), (30, 54), (8, 48))
_RIGHT = ((56, 21), (34, 27), (34, 54), (56, 48))
_PLAY = ((25, 7), (25, 33), (46, 20))


_OURS = Look()


@cache
def favicon(look: Look = _OURS, size: int = 64) -> bytes:
    """Return the mark in the trust's colours, as a PNG of `size` by `size` pixels."""
    ground, play = look.colour(LIGHT, "primary"), look.colour(LIGHT, "accent")
    picture = Image.new("RGBA", (size * _SMOOTH, size * _SMOOTH))
    draw = ImageDraw.Draw(picture)
    edge = size * _SMOOTH - 1
    draw.rounded_rectangle((0, 0, edge, edge), radius=edge * 0.22, fill=ground)
    small = picture.resize((size, size), Image.Resampling.LANCZOS)
    small.alpha_composite(mark(size, colours()["on-brand"], play, ground))
    file = BytesIO()
    small.save(file, "PNG", optimize=True)
    return file.getvalue()


def mark(size: int, book: str, play: str, ground: str) -> Image.Image:
    """Draw the mark without a background. `ground` is the colour between book and play sign."""
    picture = Image.new("RGBA", (size * _SMOOTH, size * _SMOOTH))
    draw = ImageDraw.Draw(picture)
    unit = size * _SMOOTH / 64
    for page in (_LEFT, _RIGHT):
        draw.polygon(_scaled(page, unit), fill=book)
    draw.line(
        _scaled((*_PLAY, *_PLAY[:2]), unit), fill=ground, width=round(7 * unit), joint="curve"
    )
    draw.polygon(_scaled(_PLAY, unit), fill=play)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _scaled(points: tuple[tuple[int, int], ...], unit: float) -> list[tuple[float, float]]:
    return [(x * unit, y * unit) for x, y in points]
