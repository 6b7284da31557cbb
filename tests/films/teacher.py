"""The teacher at the side of the board: a flat figure that speaks, looks and gestures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PIL import Image

from tests.films.easel import Easel, shade
from tests.films.ink import Point

SIZE = (320, 600)
"""The sheet the figure is drawn on, in pixels. The figure is cut off at the hip."""

Hair = Literal["bob", "short", "bun", "curls", "long", "scarf"]
HEAD = (168.0, 150.0)

Arms = tuple[Point, Point, Point, Point]
"""Left elbow and hand (towards the board), right elbow and hand."""


@dataclass(frozen=True)
class Figure:
    """How one teacher looks."""

    skin: str
    hair: str
    style: Hair
    top: str
    under: str
    glasses: bool = False
    beard: bool = False


@dataclass(frozen=True)
class Pose:
    """What the figure does in one frame; `look` from -1 (to the board) to 1."""

    arms: Arms
    mouth: int = 0
    blink: bool = False
    look: float = 0.0


GESTURES: dict[str, Arms] = {
    "rest": ((74, 372), (112, 462), (262, 372), (226, 462)),
    "open": ((100, 366), (28, 338), (262, 374), (228, 454)),
    "both": ((98, 366), (28, 340), (238, 366), (300, 342)),
    "point": ((58, 322), (20, 236), (262, 374), (228, 456)),
    "think": ((92, 350), (150, 234), (254, 380), (166, 396)),
    "listen": ((78, 372), (156, 426), (258, 372), (182, 420)),
    "count": ((66, 350), (72, 246), (262, 374), (228, 456)),
}
"""How the arms are held, by the gesture's name."""


@lru_cache(maxsize=600)
def draw(figure: Figure, pose: Pose) -> Image.Image:
    """The figure in a pose, on a transparent sheet."""
    easel = Easel(SIZE)
    head = (HEAD[0] + 3 * pose.look, HEAD[1])
    _hair_behind(easel, figure, head)
    _body(easel, figure)
    _arm(easel, figure, ((106.0, 270.0), *pose.arms[:2]))
    _arm(easel, figure, ((230.0, 270.0), *pose.arms[2:]))
    _neck(easel, figure, head)
    _face(easel, figure, pose, head)
    _hair_front(easel, figure, head, pose.look)
    for hand in (pose.arms[1], pose.arms[3]):
        if hand[1] < 240:
            _hand(easel, figure, hand)
    return easel.finish()


def _body(easel: Easel, figure: Figure) -> None:
    top = figure.top
    easel.blob(
        (
            (134, 238),
            (104, 252),
            (88, 292),
            (96, 420),
            (90, 600),
            (246, 600),
            (240, 420),
            (248, 292),
            (232, 252),
            (202, 238),
        ),
        top,
    )
    easel.shape(((146, 236), (190, 236), (168, 300)), figure.under)
    easel.line(((146, 238), (158, 275), (168, 302)), 5, shade(top, -0.18))
    easel.line(((190, 238), (178, 275), (168, 302)), 5, shade(top, -0.18))
    easel.line(((168, 302), (169, 440), (168, 590)), 3, shade(top, -0.16))
    easel.line(((143, 240), (152, 300), (160, 352)), 3.2, "#3c5a78")
    easel.line(((193, 240), (184, 300), (166, 352)), 3.2, "#3c5a78")
    easel.block((150, 350, 28, 38), 4, "#fbfbf6")
    easel.block((155, 356, 18, 6), 3, "#3c5a78")
    easel.block((155, 367, 18, 4), 2, "#c3c9cf")
    easel.block((155, 375, 12, 4), 2, "#c3c9cf")


def _arm(easel: Easel, figure: Figure, joints: tuple[Point, Point, Point]) -> None:
    shoulder, elbow, hand = joints
    wrist = _towards(hand, elbow, 0.17)
    easel.line((wrist, hand), 19, figure.skin)
    bend = (_towards(elbow, shoulder, 0.12), _towards(elbow, wrist, 0.12))
    easel.line((shoulder, *bend, wrist), 37, shade(figure.top, -0.07))
    easel.line((_towards(wrist, elbow, 0.07), wrist), 37, shade(figure.top, -0.2))
    _hand(easel, figure, hand)


def _towards(start: Point, end: Point, share: float) -> Point:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _hand(easel: Easel, figure: Figure, hand: Point) -> None:
    x, y = hand
    easel.oval((x, y), 15, 16, figure.skin)
    easel.line(((x + 4, y - 4), (x + 10, y - 14)), 8, figure.skin)
    easel.arc((x - 2, y + 1), 9, 10, (200, 290), (1.6, shade(figure.skin, -0.2)))


def _neck(easel: Easel, figure: Figure, head: Point) -> None:
    easel.block((head[0] - 19, head[1] + 42, 38, 58), 14, shade(figure.skin, -0.12))


def _face(easel: Easel, figure: Figure, pose: Pose, head: Point) -> None:
    x, y = head
    easel.oval((x - 51, y + 6), 9, 13, shade(figure.skin, -0.08))
    easel.oval((x + 51, y + 6), 9, 13, shade(figure.skin, -0.08))
    easel.blob(
        (
            (x, y - 66),
            (x - 42, y - 46),
            (x - 51, y),
            (x - 40, y + 44),
            (x - 14, y + 66),
            (x + 14, y + 66),
            (x + 40, y + 44),
            (x + 51, y),
            (x + 42, y - 46),
        ),
        figure.skin,
    )
    if figure.beard:
        easel.blob(
            (
                (x - 49, y + 12),
                (x - 40, y + 46),
                (x - 14, y + 70),
                (x + 14, y + 70),
                (x + 40, y + 46),
                (x + 49, y + 12),
                (x + 30, y + 26),
                (x, y + 22),
                (x - 30, y + 26),
            ),
            figure.hair,
        )
    turned = (x + 12 * pose.look, y)
    _eyes(easel, figure, pose, turned)
    _mouth(easel, figure, pose.mouth, turned)


def _eyes(easel: Easel, figure: Figure, pose: Pose, face: Point) -> None:
    x, y = face
    dark = "#2a2320"
    for side in (-20, 20):
        if pose.blink:
            easel.line(((x + side - 6, y - 3), (x + side, y - 1), (x + side + 6, y - 3)), 2.6, dark)
        else:
            easel.oval((x + side, y - 4), 5.2, 6.4, dark)
            easel.oval((x + side + 1.6, y - 6.2), 1.7, 1.9, "#ffffff")
        lift = y - 21
        brow = shade(figure.hair, -0.25)
        arch = ((x + side - 10, lift + 2), (x + side, lift - 2), (x + side + 10, lift + 1))
        easel.line(arch, 3.6, brow)
        easel.oval((x + side * 1.45, y + 19), 9, 6, _warm(figure.skin))
        if figure.glasses:
            easel.arc((x + side, y - 4), 16, 14, (0, 360), (2.6, "#4a4440"))
    if figure.glasses:
        easel.line(((x - 5, y - 6), (x, y - 8), (x + 5, y - 6)), 2.4, "#4a4440")
    nose = ((x, y + 4), (x - 5 + 3 * pose.look, y + 17), (x + 2, y + 19))
    easel.line(nose, 2.4, shade(figure.skin, -0.28))


def _mouth(easel: Easel, figure: Figure, level: int, face: Point) -> None:
    x, y = face[0], face[1] + 36
    lip = shade(figure.skin, -0.5)
    if figure.beard:
        easel.oval((x, y + 1), 19, 11, shade(figure.skin, -0.06))
    if level == 0:
        easel.line(((x - 14, y - 2), (x, y + 4), (x + 14, y - 2)), 3.2, lip)
        return
    across, down = ((12, 4), (13, 7), (14, 10))[level - 1]
    easel.oval((x, y + 1), across, down, "#7a2f35")
    easel.block((x - across * 0.62, y + 1 - down, across * 1.24, down * 0.5), 2, "#fff7ef")


def _hair_behind(easel: Easel, figure: Figure, head: Point) -> None:
    x, y = head
    hair = shade(figure.hair, -0.12)
    match figure.style:
        case "long":
            easel.blob(
                (
                    (x, y - 78),
                    (x - 62, y - 40),
                    (x - 70, y + 60),
                    (x - 62, y + 132),
                    (x, y + 120),
                    (x + 62, y + 132),
                    (x + 70, y + 60),
                    (x + 62, y - 40),
                ),
                hair,
            )
        case "bob":
            easel.blob(
                (
                    (x, y - 78),
                    (x - 62, y - 42),
                    (x - 68, y + 30),
                    (x - 52, y + 66),
                    (x, y + 50),
                    (x + 52, y + 66),
                    (x + 68, y + 30),
                    (x + 62, y - 42),
                ),
                hair,
            )
        case "bun":
            easel.oval((x + 4, y - 86), 30, 27, hair)
        case "curls":
            for angle in range(150, 400, 25):
                turn = math.radians(angle)
                easel.oval((x + 54 * math.cos(turn), y - 14 + 56 * math.sin(turn)), 24, 24, hair)
        case "scarf":
            easel.blob(
                (
                    (x, y - 84),
                    (x - 62, y - 48),
                    (x - 66, y + 40),
                    (x - 74, y + 118),
                    (x, y + 140),
                    (x + 74, y + 118),
                    (x + 66, y + 40),
                    (x + 62, y - 48),
                ),
                figure.hair,
            )
        case _:
            easel.blob(
                (
                    (x, y - 74),
                    (x - 54, y - 44),
                    (x - 54, y + 4),
                    (x, y + 10),
                    (x + 54, y + 4),
                    (x + 54, y - 44),
                ),
                hair,
            )


def _hair_front(easel: Easel, figure: Figure, head: Point, look: float) -> None:
    x, y = head
    if figure.style == "scarf":
        _scarf(easel, figure, head)
        return
    sweep = x + 10 + 6 * look
    if figure.style in {"short", "curls"}:
        outline = (
            (x - 53, y - 8),
            (x - 52, y - 50),
            (x - 20, y - 78),
            (x + 24, y - 78),
            (x + 53, y - 48),
            (x + 53, y - 8),
            (x + 44, y - 32),
            (sweep, y - 44),
            (x - 42, y - 34),
        )
    else:
        outline = (
            (x - 54, y + 2),
            (x - 54, y - 48),
            (x - 22, y - 76),
            (x + 24, y - 76),
            (x + 54, y - 46),
            (x + 54, y + 2),
            (x + 42, y - 24),
            (sweep, y - 52),
            (x - 34, y - 30),
        )
    easel.blob(outline, figure.hair)
    easel.arc((x + 4, y - 20), 36, 46, (215, 275), (3, shade(figure.hair, 0.14)))


def _scarf(easel: Easel, figure: Figure, head: Point) -> None:
    x, y = head
    fold = shade(figure.hair, -0.16)
    easel.blob(
        (
            (x - 56, y + 10),
            (x - 56, y - 46),
            (x - 20, y - 78),
            (x + 20, y - 78),
            (x + 56, y - 46),
            (x + 56, y + 10),
            (x + 43, y - 26),
            (x, y - 46),
            (x - 43, y - 26),
        ),
        figure.hair,
    )
    easel.blob(
        (
            (x - 56, y + 6),
            (x - 46, y + 46),
            (x - 16, y + 72),
            (x + 16, y + 72),
            (x + 46, y + 46),
            (x + 56, y + 6),
            (x + 66, y + 90),
            (x, y + 128),
            (x - 66, y + 90),
        ),
        figure.hair,
    )
    easel.line(((x - 40, y + 66), (x, y + 96), (x + 44, y + 72)), 3, fold)
    easel.line(((x - 34, y + 92), (x + 4, y + 114), (x + 40, y + 96)), 3, fold)


def _warm(skin: str) -> str:
    """The skin with a little more red, for cheeks."""
    red, green, blue = (int(skin[i : i + 2], 16) for i in (1, 3, 5))
    return f"#{min(255, red + 4):02x}{round(green * 0.93):02x}{round(blue * 0.92):02x}"
