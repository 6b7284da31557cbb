"""The marker that writes on the board."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image

from tests.films.easel import Easel, shade
from tests.films.ink import Point

SIZE = (130, 130)
TIP = (10, 10)
"""Where the point of the pen is on the sheet."""


@lru_cache(maxsize=16)
def draw(ink: str) -> Image.Image:
    """A marker held from the lower right, its cap end in the colour it writes."""
    easel = Easel(SIZE)
    easel.line(((30, 40), (104, 118)), 17, (0, 0, 0, 36))
    easel.line((TIP, (20, 20)), 5, ink)
    easel.line(((21, 21), (30, 30)), 9, "#d9d9d4")
    easel.line(((33, 33), (104, 104)), 19, shade(ink, -0.1))
    easel.line(((40, 40), (88, 88)), 19, "#cfd5da")
    easel.line(((45, 39), (86, 80)), 4, "#eef1f3")
    easel.line(((62, 62), (66, 66)), 19, ink)
    return easel.finish()


def place(board: Image.Image, tip: Point, ink: str) -> None:
    """Put the marker on the board with its point at `tip`."""
    sheet = draw(ink)
    board.paste(sheet, (round(tip[0]) - TIP[0], round(tip[1]) - TIP[1]), sheet)
