"""The classroom: a wall, a board in its frame, and what tells one school from another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageDraw

from tests.films.board import SIZE as BOARD
from tests.films.easel import Easel, shade
from tests.films.ink import lettering

FRAME = (1280, 720)
ORIGIN = (44, 44)
"""Where the writing surface starts in the frame."""


@dataclass(frozen=True)
class Room:
    """The colours and furnishings of a school's classrooms, and the inks that show on its board."""

    wall: str
    floor: str
    surface: str
    rim: str
    uniform: str
    decor: Literal["bunting", "shelf", "window"]
    inks: dict[str, str]

    def ink(self, name: str) -> str:
        """The colour of a named ink on this board; other names are colours already."""
        return self.inks.get(name, name)


DARK_ON_LIGHT = {
    "ink": "#22303f", "blue": "#1f5f9e", "red": "#b8382f", "green": "#2c7a4b",
    "amber": "#f2b84b", "sky": "#9fcbe8", "mint": "#a9d8b8", "rose": "#f0a9a0",
    "lilac": "#c9b6e4", "grey": "#67717c", "paper": "#ffffff",
}  # fmt: skip
LIGHT_ON_DARK = {
    "ink": "#f6f3e8", "blue": "#9fd3f5", "red": "#ff9f8c", "green": "#a5e0a7",
    "amber": "#f0b849", "sky": "#3f7296", "mint": "#3d7d5f", "rose": "#96514d",
    "lilac": "#6a5a93", "grey": "#b9c2bd", "paper": "#fbf6e9",
}  # fmt: skip

ROOMS = {
    "harebell-hill": Room(
        "#f3dfb9", "#d9a866", "#fffdf8", "#b07a3f", "#9c3b3b", "bunting", DARK_ON_LIGHT
    ),
    "tarnbeck": Room("#c3d2cf", "#7f9391", "#23413b", "#8a6a45", "#26384d", "shelf", LIGHT_ON_DARK),
    "tarnbeck-light": Room(
        "#d6dcdf", "#8d9aa3", "#fcfcfa", "#5d6b76", "#26384d", "shelf", DARK_ON_LIGHT
    ),
    "pellow-reach": Room(
        "#d3e3e6", "#8fb0b4", "#fbfdfd", "#48787f", "#2f6a63", "window", DARK_ON_LIGHT
    ),
    "pellow-reach-night": Room(
        "#c9d6de", "#7f97a5", "#1f2a38", "#48787f", "#3b4657", "window", LIGHT_ON_DARK
    ),
}


def paint(room: Room) -> Image.Image:
    """The empty classroom."""
    easel = Easel(FRAME)
    easel.block((0, 0, *FRAME), 0, room.wall)
    easel.block((0, 640, FRAME[0], 80), 0, room.floor)
    easel.block((0, 632, FRAME[0], 10), 0, shade(room.wall, -0.18))
    {"bunting": _bunting, "shelf": _shelf, "window": _window}[room.decor](easel, room)
    _board(easel, room)
    return easel.finish().convert("RGB")


def surface(room: Room) -> Image.Image:
    """The clean writing surface."""
    return Image.new("RGB", BOARD, room.surface)


def _board(easel: Easel, room: Room) -> None:
    x, y = ORIGIN
    width, height = BOARD
    easel.block((x - 12, y - 6, width + 28, height + 30), 12, shade(room.wall, -0.14))
    easel.block((x - 14, y - 14, width + 28, height + 28), 10, room.rim)
    easel.block((x - 4, y - 4, width + 8, height + 8), 4, shade(room.rim, -0.25))
    easel.block((x - 14, y + height + 8, width + 28, 14), 5, shade(room.rim, 0.2))
    for place, pen in enumerate(("#1f5f9e", "#b8382f", "#2c7a4b")):
        easel.block((x + 30 + 62 * place, y + height + 5, 48, 8), 4, pen)


def _bunting(easel: Easel, room: Room) -> None:
    colours = ("#d96b5c", "#f2b84b", "#6ba58f", "#5f8fbf")
    easel.line(((950, 26), (1115, 62), (1280, 26)), 2.4, shade(room.wall, -0.35))
    for place in range(9):
        x = 968 + place * 35
        drop = 30 + 30 * (1 - abs(x - 1115) / 165) ** 0.7 if abs(x - 1115) < 165 else 30
        easel.shape(((x - 13, drop), (x + 13, drop), (x, drop + 30)), colours[place % 4])
    _plant(easel, (1240, 600), "#c9764d")


def _shelf(easel: Easel, room: Room) -> None:
    plank = shade(room.rim, -0.05)
    books = ("#a65348", "#46688c", "#d0a24c", "#5d7f6b", "#7a5c86", "#c7b79a")
    for row, y in enumerate((170, 300)):
        easel.block((1196, y, 84, 9), 3, plank)
        for place in range(4):
            tall = 54 + (place * 13 + row * 7) % 22
            easel.block((1204 + place * 19, y - tall, 16, tall), 2, books[(place + 2 * row) % 6])


def _window(easel: Easel, room: Room) -> None:
    easel.block((1200, 60, 100, 250), 6, "#f7fafa")
    easel.block((1210, 70, 90, 112), 3, "#bfe0ee")
    easel.block((1210, 190, 90, 112), 3, "#cfe8e2")
    easel.oval((1262, 302), 46, 40, "#8fbf9a")
    easel.block((1200, 312, 120, 60), 0, room.wall)
    easel.block((1200, 300, 100, 12), 3, "#f7fafa")
    easel.block((1194, 308, 110, 10), 4, shade(room.wall, -0.2))
    _plant(easel, (1238, 306), "#48787f")


def _plant(easel: Easel, foot: tuple[float, float], pot: str) -> None:
    x, y = foot
    for lean in (-26, -12, 0, 12, 26):
        leaf = ((x, y - 34), (x + lean * 0.6, y - 64), (x + lean, y - 84 + abs(lean)))
        easel.line(leaf, 9, "#5f9068")
    easel.shape(((x - 22, y - 40), (x + 22, y - 40), (x + 16, y), (x - 16, y)), pot)


def desk(frame: Image.Image, room: Room, plate: str) -> None:
    """The desk in front of the teacher, with a plate that says which lesson this is."""
    pen = ImageDraw.Draw(frame)
    pen.rounded_rectangle((968, 612, 1290, 634), 6, fill=shade(room.rim, 0.12))
    pen.rectangle((984, 634, 1280, 720), fill=shade(room.rim, -0.12))
    pen.rounded_rectangle((1000, 650, 1264, 700), 8, fill=shade(room.rim, -0.3))
    mask = lettering(plate, "sans", 24)
    frame.paste("#fbf7ec", (1132 - mask.width // 2, 660), mask)
