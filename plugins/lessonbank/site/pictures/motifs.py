"""Draw a subject's motif: a few large shapes that can be told apart 160 pixels wide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageDraw


@dataclass(frozen=True, slots=True)
class Sheet:
    """The area of a motif: `width` by `height` pixels, from `left` and `top`.

    `turn`, a whole number from 0, varies the order of the colours and the sizes of the shapes.
    """

    pen: ImageDraw.ImageDraw
    left: float
    top: float
    width: float
    height: float
    colours: tuple[str, ...]
    turn: int

    def colour(self, number: int) -> str:
        return self.colours[(number + self.turn) % len(self.colours)]

    def size(self, number: int) -> float:
        """Return a share of the height for a shape, from 0.4 to 1."""
        return 0.4 + 0.1 * ((number * 5 + self.turn * 3) % 7)

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
        """Return a box in pixels; its measures are shares of the sheet's height."""
        x, y, unit = self.left, self.top, self.height
        return x + left * unit, y + top * unit, x + right * unit, y + bottom * unit

    @property
    def wide(self) -> float:
        """The width as a share of the height."""
        return self.width / self.height

    def row(self, size: float, gap: float) -> list[float]:
        """Return the left edges of as many shapes as fit in a row that fills the width.

        `size`, `gap` and the edges are shares of the height.
        """
        count = max(1, int((self.wide + gap) / (size + gap)))
        step = (self.wide - size) / max(1, count - 1)
        return [number * step for number in range(count)]


Motif = Callable[[Sheet], None]


def _bars(sheet: Sheet) -> None:
    """Bar models: one whole above its parts."""
    gap, parts = 0.06, 2 + sheet.turn % 3
    sheet.pen.rectangle(sheet.box(0, 0, sheet.wide, 0.44), fill=sheet.colour(0))
    sizes = [sheet.size(number) for number in range(parts)]
    left, unit = 0.0, (sheet.wide + gap) / sum(sizes)
    for number, size in enumerate(sizes, start=1):
        box = sheet.box(left, 0.5, left + size * unit - gap, 0.94)
        sheet.pen.rectangle(box, fill=sheet.colour(number))
        left += size * unit


def _bubbles(sheet: Sheet) -> None:
    """Speech bubbles, of several people in turn."""
    number, left = 0, 0.0
    while left + 0.5 <= sheet.wide:
        width = min(0.6 + sheet.size(number), sheet.wide - left)
        top = 0.0 if number % 2 else 0.14
        body, paint = sheet.box(left, top, left + width, top + 0.64), sheet.colour(number)
        sheet.pen.rounded_rectangle(body, radius=0.16 * sheet.height, fill=paint)
        x, y = body[0] + 0.2 * sheet.height, body[3] - 1
        tail = ((x, y), (x + 0.24 * sheet.height, y), (x, y + 0.2 * sheet.height))
        sheet.pen.polygon(tail, fill=paint)
        number, left = number + 1, left + width + 0.12


def _rings(sheet: Sheet) -> None:
    """Rings round a centre, as of atoms and waves."""
    for number, left in enumerate(sheet.row(1, 0.05)):
        middle = left + 0.5
        line = round(0.08 * sheet.height)
        for ring, radius in enumerate((0.5, 0.32)):
            box = sheet.box(middle - radius, 0.5 - radius, middle + radius, 0.5 + radius)
            sheet.pen.ellipse(box, outline=sheet.colour(number + ring), width=line)
        box = sheet.box(middle - 0.14, 0.36, middle + 0.14, 0.64)
        sheet.pen.ellipse(box, fill=sheet.colour(number + 2))


_LIT = (0, 1)


def _pixels(sheet: Sheet) -> None:
    """Squares of a raster, some of them lit."""
    for column, left in enumerate(sheet.row(0.3, 0.04)):
        for row in range(3):
            if (column * 3 + row * 5 + sheet.turn) % 4 in _LIT:
                box = sheet.box(left, row * 0.34, left + 0.3, row * 0.34 + 0.3)
                sheet.pen.rectangle(box, fill=sheet.colour(column + row))


def _hills(sheet: Sheet) -> None:
    """Peaks, one before the other."""
    lefts = list(enumerate(sheet.row(1.2, -0.5)))
    for number, start in (*lefts[::2], *lefts[1::2]):
        end = min(start + 1.2, sheet.wide)
        left, top, right, bottom = sheet.box(start, 1 - sheet.size(number), end, 1)
        corners = ((left, bottom), ((left + right) / 2, top), (right, bottom))
        sheet.pen.polygon(corners, fill=sheet.colour(number))


def _arches(sheet: Sheet) -> None:
    """Arches of a colonnade."""
    for number, left in enumerate(sheet.row(0.7, 0.08)):
        top, paint = 1 - sheet.size(number), sheet.colour(number)
        sheet.pen.pieslice(sheet.box(left, top, left + 0.7, top + 0.7), 180, 360, fill=paint)
        sheet.pen.rectangle(sheet.box(left, top + 0.34, left + 0.7, max(top + 0.35, 1)), fill=paint)


def _shapes(sheet: Sheet) -> None:
    """A disc, a square and a triangle, over and over."""
    for number, left in enumerate(sheet.row(1, 0.05)):
        box, paint = sheet.box(left, 0, left + 1, 1), sheet.colour(number)
        match (number + sheet.turn) % 3:
            case 0:
                sheet.pen.ellipse(box, fill=paint)
            case 1:
                sheet.pen.rectangle(box, fill=paint)
            case _:
                x, y, right, bottom = box
                sheet.pen.polygon(((x, bottom), ((x + right) / 2, y), (right, bottom)), fill=paint)


def _beats(sheet: Sheet) -> None:
    """Bars of sound, high and low."""
    for number, left in enumerate(sheet.row(0.2, 0.1)):
        half = sheet.size(number) / 2
        box = sheet.box(left, 0.5 - half, left + 0.2, 0.5 + half)
        sheet.pen.rounded_rectangle(box, radius=0.1 * sheet.height, fill=sheet.colour(number))


def _tracks(sheet: Sheet) -> None:
    """Lanes of a running track."""
    for number in range(4):
        inset = number * 0.2
        left, top, right, bottom = sheet.box(inset, inset, sheet.wide - inset, 2 - inset)
        box = (left, top, max(right, left + 1), bottom)
        line = round(0.13 * sheet.height)
        sheet.pen.arc(box, 180, 360, fill=sheet.colour(number), width=line)


MOTIFS: Mapping[str, Motif] = {
    "bars": _bars,
    "bubbles": _bubbles,
    "rings": _rings,
    "pixels": _pixels,
    "hills": _hills,
    "arches": _arches,
    "shapes": _shapes,
    "beats": _beats,
    "tracks": _tracks,
}

_SUBJECTS = {
    "bars": "maths economics business financial-education",
    "bubbles": "english english-literature literacy reading phonics french german spanish"
    " mandarin latin welsh communication-and-language communication-therapy",
    "rings": "science physics chemistry biology combined-science understanding-the-world",
    "pixels": "computing media-studies",
    "hills": "geography",
    "arches": "history religious-education citizenship sociology psychology",
    "shapes": "art design-technology cooking-nutrition expressive-arts-and-design",
    "beats": "music drama",
    "tracks": "physical-education physical-development sensory-integration occupational-therapy",
}
_OF_SUBJECT = {subject: name for name, known in _SUBJECTS.items() for subject in known.split()}


def motif_of(subject: str) -> str:
    """Return the name of a subject's motif; a trust's own subject always gets the same one."""
    place = sha256(subject.encode()).digest()[0] % len(MOTIFS)
    return _OF_SUBJECT.get(subject) or list(MOTIFS)[place]
