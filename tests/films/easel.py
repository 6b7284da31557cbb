"""A transparent sheet for flat illustration, drawn large and reduced so that edges are soft."""

from __future__ import annotations

from PIL import Image, ImageDraw

from tests.films.ink import FINE, Path2, Point, smooth

WIDE = 12
"""Pillow's joints crack in lines wider than this, so each of their points is rounded."""

Colour = str | tuple[int, int, int, int]


class Easel:
    """Shapes in pixel coordinates of a sheet of `size`."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._sheet = Image.new("RGBA", (size[0] * FINE, size[1] * FINE))
        self._pen = ImageDraw.Draw(self._sheet)

    def shape(self, outline: Path2, colour: Colour) -> None:
        """A polygon with straight sides."""
        self._pen.polygon([(x * FINE, y * FINE) for x, y in outline], fill=colour)

    def blob(self, points: Path2, colour: Colour) -> None:
        """A closed smooth shape through the points."""
        looped = (*points[-2:], *points, *points[:2])
        curve = smooth(looped)
        self.shape(curve[16:-16], colour)

    def oval(self, centre: Point, across: float, down: float, colour: Colour) -> None:
        """An ellipse by its centre and its two radii."""
        x, y = centre
        box = [(x - across) * FINE, (y - down) * FINE, (x + across) * FINE, (y + down) * FINE]
        self._pen.ellipse(box, fill=colour)

    def block(self, area: tuple[float, float, float, float], radius: float, colour: Colour) -> None:
        """A rectangle with round corners, by left, top, width, height."""
        x, y, width, height = area
        box = [x * FINE, y * FINE, (x + width) * FINE, (y + height) * FINE]
        self._pen.rounded_rectangle(box, radius=radius * FINE, fill=colour)

    def line(self, points: Path2, width: float, colour: Colour) -> None:
        """A smooth line with round ends."""
        curve = [(x * FINE, y * FINE) for x, y in smooth(points)]
        self._pen.line(curve, fill=colour, width=round(width * FINE), joint="curve")
        radius = width * FINE / 2
        for x, y in curve if width > WIDE else (curve[0], curve[-1]):
            self._pen.ellipse([x - radius, y - radius, x + radius, y + radius], fill=colour)

    def arc(
        self, centre: Point, across: float, down: float, angles: Point, stroke: tuple[float, Colour]
    ) -> None:
        """Part of an ellipse's edge, from one angle to another in degrees."""
        x, y = centre
        box = [(x - across) * FINE, (y - down) * FINE, (x + across) * FINE, (y + down) * FINE]
        self._pen.arc(box, angles[0], angles[1], fill=stroke[1], width=round(stroke[0] * FINE))

    def finish(self) -> Image.Image:
        """The sheet at its true size."""
        return self._sheet.reduce(FINE)


def shade(colour: str, share: float) -> str:
    """A colour nearer to black (share below 0) or white (above 0)."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    goal = 255 if share > 0 else 0
    return "#" + "".join(f"{round(p + (goal - p) * abs(share)):02x}" for p in parts)
