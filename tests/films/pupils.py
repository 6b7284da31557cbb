"""The class from behind: hands and mini-whiteboards go up, the one who speaks is marked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw

from tests.films.easel import Easel, shade
from tests.films.ink import font

SIZE = (176, 250)
"""The sheet of one pupil. The head's middle stands at (88, 196)."""

PLACES = (84, 250, 416, 582, 748)
"""Where each pupil sits: the middle of the head, across the frame."""

HAIR = ("#3b2a20", "#6b4423", "#1f1a18", "#8a5a33", "#2d2420")
SKIN = ("#e9c2a0", "#8a5a3c", "#c78d62", "#f0cfae", "#6f4630")
CURLS = ((60, 172), (88, 160), (116, 172), (52, 198), (124, 198), (66, 218), (110, 218))
STYLES = ("short", "plaits", "curls", "bob", "short")


@dataclass(frozen=True)
class Seat:
    """One pupil in one frame; shares run from 0 to 1 in tenths."""

    place: int
    uniform: str
    hand: float = 0.0
    board: float = 0.0
    answer: str = ""
    speaking: int = 0
    """0 is silent; 1 to 3 is how far the marks of the voice have spread."""


@lru_cache(maxsize=400)
def draw(seat: Seat) -> Image.Image:
    """One pupil, seen from behind, on a transparent sheet."""
    easel = Easel(SIZE)
    if seat.hand:
        _raised(easel, seat)
    if seat.board:
        _whiteboard(easel, seat)
    _shoulders(easel, seat)
    _head(easel, seat)
    _voice(easel, seat.speaking)
    sheet = easel.finish()
    if seat.board and seat.answer:
        _answer(sheet, seat)
    return sheet


def _shoulders(easel: Easel, seat: Seat) -> None:
    easel.block((66, 214, 44, 30), 10, shade(SKIN[seat.place], -0.12))
    easel.block((22, 228, 132, 60), 28, seat.uniform)
    easel.block((62, 224, 52, 12), 6, "#f4f2ec")


def _head(easel: Easel, seat: Seat) -> None:
    hair, skin = HAIR[seat.place], SKIN[seat.place]
    for side in (54, 122):
        easel.oval((side, 200), 7, 10, skin)
    match STYLES[seat.place]:
        case "plaits":
            for side in (52, 124):
                easel.line(((side, 200), (side - (88 - side) * 0.1, 226), (side, 248)), 16, hair)
            easel.oval((88, 194), 37, 40, hair)
            easel.line(((88, 158), (88, 190), (88, 226)), 2, shade(hair, 0.2))
        case "curls":
            for x, y in CURLS:
                easel.oval((x, y), 17, 17, hair)
            easel.oval((88, 192), 38, 38, hair)
        case "bob":
            easel.block((50, 160, 76, 76), 34, hair)
            easel.arc((88, 192), 26, 30, (200, 300), (2.4, shade(hair, 0.18)))
        case _:
            easel.oval((88, 196), 36, 42, hair)
            easel.oval((88, 222), 26, 16, shade(skin, -0.04))
            easel.oval((88, 206), 33, 20, hair)
            easel.arc((88, 186), 24, 24, (200, 300), (2.4, shade(hair, 0.16)))


def _raised(easel: Easel, seat: Seat) -> None:
    top = 244 - 130 * seat.hand
    sleeve = ((138, 252), (143, (top + 252) / 2), (146, top + 32))
    easel.line(sleeve, 27, shade(seat.uniform, -0.08))
    easel.line(((146, top + 26), (147, top)), 15, SKIN[seat.place])
    for lean in (-7, 0, 7):
        easel.line(((147, top), (147 + lean, top - 20)), 6.4, SKIN[seat.place])
    easel.line(((147, top + 4), (160, top - 8)), 6, SKIN[seat.place])


def _whiteboard(easel: Easel, seat: Seat) -> None:
    top = _board_top(seat)
    easel.line(((40, 252), (34, top + 70)), 24, shade(seat.uniform, -0.08))
    easel.line(((136, 252), (142, top + 70)), 24, shade(seat.uniform, -0.08))
    easel.block((12, top, 152, 92), 8, "#38424d")
    easel.block((16, top + 4, 144, 84), 6, "#fdfdfb")
    for x in (30, 146):
        easel.oval((x, top + 84), 10, 12, SKIN[seat.place])


def _answer(sheet: Image.Image, seat: Seat) -> None:
    letters = font("hand", 42 if len(seat.answer) <= 5 else 30)
    middle = (88, _board_top(seat) + 44)
    ImageDraw.Draw(sheet).text(middle, seat.answer, fill="#1d3557", font=letters, anchor="mm")


def _board_top(seat: Seat) -> float:
    return 252 - 204 * seat.board


def _voice(easel: Easel, spread: int) -> None:
    for ring in range(spread):
        easel.arc((128, 186), 14 + 11 * ring, 14 + 11 * ring, (-48, 28), (4.2, "#fffaf0"))
