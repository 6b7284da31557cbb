"""What stands on the board: each piece of work can be shown as far as it has been drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import ClassVar, Protocol

from PIL import Image

from tests.films.ink import Path2, Point, fade, fill, length, lettering, part, stroke, tint, write

SIZE = (900, 484)
"""The writing surface, in pixels. Script coordinates start at its top left."""


class Work(Protocol):
    """A piece of board work."""

    @property
    def seconds(self) -> float:
        """How long a hand takes over it."""

    def show(self, board: Image.Image, share: float) -> None:
        """Draw the first `share` (0 to 1) of it."""

    def tip(self, share: float) -> Point | None:
        """Where the pen is, or None where no pen makes it."""


@dataclass(frozen=True)
class Writing:
    """One line of handwriting."""

    text: str
    at: Point
    size: int
    ink: str
    face: str = "hand"
    leading: ClassVar[float] = 1.0

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.text,)

    @property
    def seconds(self) -> float:
        return 0.25 + 0.065 * len(self.text)

    def show(self, board: Image.Image, share: float) -> None:
        write(board, self.at, lettering(self.text, self.face, self.size), self.ink, share)

    def tip(self, share: float) -> Point | None:
        mask = lettering(self.text, self.face, self.size)
        beat = (share * len(self.text) * 1.6) % 1.0
        return (
            self.at[0] + mask.width * share,
            self.at[1] + self.size * (0.62 + 0.3 * abs(beat - 0.5) * 2),
        )


@dataclass(frozen=True)
class Strokes:
    """Lines drawn one after another in one ink."""

    paths: tuple[Path2, ...]
    width: float
    ink: str

    @property
    def seconds(self) -> float:
        return 0.2 + sum(length(path) for path in self.paths) / 620

    def show(self, board: Image.Image, share: float) -> None:
        left = share * sum(length(path) for path in self.paths)
        for path in self.paths:
            whole = length(path)
            if left <= 0:
                return
            stroke(board, part(path, left / whole if whole else 1.0), self.width, self.ink)
            left -= whole

    def tip(self, share: float) -> Point | None:
        left = share * sum(length(path) for path in self.paths)
        for path in self.paths:
            whole = length(path)
            if left <= whole:
                return part(path, left / whole if whole else 1.0)[-1]
            left -= whole
        return self.paths[-1][-1]


@dataclass(frozen=True)
class Wash:
    """A soft band of colour over an area, swept from left to right as with a highlighter."""

    area: tuple[float, float, float, float]
    ink: str
    opacity: float = 0.8

    @property
    def seconds(self) -> float:
        return 0.3 + self.area[2] / 900

    def show(self, board: Image.Image, share: float) -> None:
        x, y, width, height = self.area
        right = x + width * share
        lean = min(6.0, width * share / 3)
        top = ((x, y + 2), (right - lean, y))
        low = ((right, y + height - 2), (x + lean / 2, y + height))
        tint(board, (*top, *low), self.ink, self.opacity)

    def tip(self, share: float) -> Point | None:
        x, y, width, height = self.area
        return (x + width * share, y + height / 2)


@dataclass(frozen=True)
class Shape:
    """A filled outline that fades in, as part of a picture."""

    outline: Path2
    ink: str
    seconds: float = 0.35
    opacity: float = 1.0

    def show(self, board: Image.Image, share: float) -> None:
        fill(board, self.outline, self.ink, self.opacity * share)

    def tip(self, share: float) -> Point | None:  # noqa: ARG002
        return None


@dataclass(frozen=True)
class Print:
    """Lines prepared beforehand, on the slide: they fade in together, on a card if it has one."""

    lines: tuple[str, ...]
    at: Point
    size: int
    ink: str
    face: str = "sans"
    card: tuple[float, float, float, float] | None = None
    paper: str = "#ffffff"
    edge: str = "#d8cfbd"
    leading: float = 1.34
    seconds: float = 0.45

    def show(self, board: Image.Image, share: float) -> None:
        if self.card:
            _card(board, self.card, self.paper, self.edge, share)
        for number, line in enumerate(self.lines):
            at = (self.at[0], self.at[1] + number * self.size * self.leading)
            fade(board, at, lettering(line, self.face, self.size), self.ink, share)

    def tip(self, share: float) -> Point | None:  # noqa: ARG002
        return None


def _card(
    board: Image.Image, area: tuple[float, float, float, float], paper: str, edge: str, share: float
) -> None:
    x, y, width, height = area
    fill(board, rounded(x + 3, y + 5, width, height), "#000000", 0.10 * share)
    fill(board, rounded(x - 1.5, y - 1.5, width + 3, height + 3), edge, share)
    fill(board, rounded(x, y, width, height), paper, share)


def rounded(x: float, y: float, width: float, height: float, radius: float = 12) -> Path2:
    """The outline of a rectangle with soft corners."""
    corners = (
        (x + width - radius, y + radius, -pi / 2),
        (x + width - radius, y + height - radius, 0.0),
        (x + radius, y + height - radius, pi / 2),
        (x + radius, y + radius, pi),
    )
    return tuple(
        (cx + radius * cos(start + pi / 2 * i / 6), cy + radius * sin(start + pi / 2 * i / 6))
        for cx, cy, start in corners
        for i in range(7)
    )
