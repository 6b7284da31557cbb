"""Marks on a surface: smooth partial strokes, text that appears as it is written, washes."""

from __future__ import annotations

import math
import random
import zlib
from functools import cache
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

Point = tuple[float, float]
Path2 = tuple[Point, ...]

FINE = 3
"""Shapes are drawn this many times larger, then reduced: Pillow draws without anti-aliasing."""

FONTS = {
    "hand": "shantell-sans-latin-400",
    "script": "kalam-latin-400",
    "letters": "andika-latin-400",
    "serif": "lora-latin-400",
    "code": "jetbrains-mono-latin-400",
    "sans": "atkinson-hyperlegible-latin-400",
    "bold": "atkinson-hyperlegible-latin-700",
}

MIDDLE = 128
"""A surface is on average brighter than this where it is light."""

LETTERS = ["-liga", "-clig", "-calt"]
"""Every letter by itself: a reader of phonics needs the dot of the i, one of code each sign."""


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A face of the films at `size` pixels."""
    return ImageFont.truetype(Path(__file__).parent / "fonts" / f"{FONTS[name]}.woff", size)


def length(path: Path2) -> float:
    """Pixels along the path."""
    return sum(math.dist(a, b) for a, b in pairwise(path))


def part(path: Path2, share: float) -> Path2:
    """The beginning of a path, `share` of its length, ending at an interpolated point."""
    left = length(path) * min(1.0, max(0.0, share))
    kept = [path[0]]
    for start, end in pairwise(path):
        step = math.dist(start, end)
        if step >= left:
            ratio = left / step if step else 0.0
            kept.append(
                (start[0] + (end[0] - start[0]) * ratio, start[1] + (end[1] - start[1]) * ratio)
            )
            break
        kept.append(end)
        left -= step
    return tuple(kept)


def smooth(points: Path2, steps: int = 8) -> Path2:
    """A Catmull-Rom curve through the points."""
    if len(points) < 3:
        return points
    ends = (points[0], *points, points[-1])
    curve = [
        _between(ends[i : i + 4], step / steps)
        for i in range(len(points) - 1)
        for step in range(steps)
    ]
    return (*curve, points[-1])


def _between(four: Path2, t: float) -> Point:
    weights = (
        -0.5 * t**3 + t**2 - 0.5 * t,
        1.5 * t**3 - 2.5 * t**2 + 1,
        -1.5 * t**3 + 2 * t**2 + 0.5 * t,
        0.5 * t**3 - 0.5 * t**2,
    )
    return (
        sum(w * p[0] for w, p in zip(weights, four, strict=True)),
        sum(w * p[1] for w, p in zip(weights, four, strict=True)),
    )


def by_hand(path: Path2, sway: float = 1.6) -> Path2:
    """The path as a steady hand would draw it: the same wobble each time for the same path."""
    chance = random.Random(zlib.crc32(repr(path).encode()))  # noqa: S311
    drawn: list[Point] = []
    for edge in pairwise(path):
        count = max(1, round(math.dist(*edge) / 60))
        inner = [part(edge, step / count)[-1] for step in range(1, count)]
        swayed = [
            (x + chance.uniform(-sway, sway), y + chance.uniform(-sway, sway)) for x, y in inner
        ]
        drawn += smooth((edge[0], *swayed, edge[1]), 5)
    return tuple(drawn)


def ring(x: float, y: float, width: float, height: float) -> Path2:
    """A loop drawn by hand round an area, its ends overlapping a little."""
    middle = (x + width / 2, y + height / 2)
    return tuple(
        (
            middle[0] + math.cos(angle) * (width / 2 + turn * 5),
            middle[1] + math.sin(angle) * (height / 2 + turn * 4),
        )
        for turn in (step / 44 for step in range(47))
        for angle in [-2.2 + turn * 2 * math.pi]
    )


def stroke(canvas: Image.Image, path: Path2, width: float, colour: str) -> None:
    """Draw a path with round joints, smoothly."""
    box = _bounds(path, width, canvas.size)
    if box is None:
        return
    mask = Image.new("L", ((box[2] - box[0]) * FINE, (box[3] - box[1]) * FINE))
    pen = ImageDraw.Draw(mask)
    fine = [((x - box[0]) * FINE, (y - box[1]) * FINE) for x, y in path]
    pen.line(fine, fill=255, width=round(width * FINE), joint="curve")
    radius = width * FINE / 2
    for x, y in (fine[0], fine[-1]):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    canvas.paste(colour, box[:2], mask.reduce(FINE))


def fill(canvas: Image.Image, outline: Path2, colour: str, opacity: float = 1.0) -> None:
    """Fill a polygon, smoothly, `opacity` from 0 to 1."""
    box = _bounds(outline, 2, canvas.size)
    if box is None:
        return
    mask = Image.new("L", ((box[2] - box[0]) * FINE, (box[3] - box[1]) * FINE))
    fine = [((x - box[0]) * FINE, (y - box[1]) * FINE) for x, y in outline]
    ImageDraw.Draw(mask).polygon(fine, fill=round(255 * opacity))
    canvas.paste(colour, box[:2], mask.reduce(FINE))


def tint(canvas: Image.Image, outline: Path2, colour: str, strength: float) -> None:
    """Colour an area and leave what is written there as legible as it was."""
    box = _bounds(outline, 2, canvas.size)
    if box is None:
        return
    below = canvas.crop(box)
    light = below.resize((1, 1)).convert("L").tobytes()[0] > MIDDLE
    mix, base = (ImageChops.multiply, "white") if light else (ImageChops.lighter, "black")
    mask = Image.new("L", (below.width * FINE, below.height * FINE))
    fine = [((x - box[0]) * FINE, (y - box[1]) * FINE) for x, y in outline]
    ImageDraw.Draw(mask).polygon(fine, fill=255)
    weak, full = (Image.new("RGB", below.size, each) for each in (base, colour))
    canvas.paste(mix(below, Image.blend(weak, full, strength)), box[:2], mask.reduce(FINE))


def _bounds(path: Path2, margin: float, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    xs, ys = [p[0] for p in path], [p[1] for p in path]
    left, top = max(0, int(min(xs) - margin - 2)), max(0, int(min(ys) - margin - 2))
    right = min(size[0], int(max(xs) + margin + 3))
    bottom = min(size[1], int(max(ys) + margin + 3))
    return (left, top, right, bottom) if right > left and bottom > top else None


@cache
def lettering(text: str, face: str, size: int) -> Image.Image:
    """The mask of one line of text; its height is the face's own line height."""
    letters = font(face, size)
    ascent, descent = letters.getmetrics()
    width = round(letters.getlength(text, features=LETTERS))
    mask = Image.new("L", (max(1, width + 6), ascent + descent + 4))
    ImageDraw.Draw(mask).text((2, 2), text, fill=255, font=letters, features=LETTERS)
    return mask


def write(canvas: Image.Image, at: Point, mask: Image.Image, colour: str, share: float) -> None:
    """Show the first `share` of a line of text, as a pen would have written it."""
    width = round(mask.width * share)
    if width > 0:
        canvas.paste(colour, (round(at[0]), round(at[1])), mask.crop((0, 0, width, mask.height)))


def fade(canvas: Image.Image, at: Point, mask: Image.Image, colour: str, share: float) -> None:
    """Show a line of text all at once, fading in."""
    shown = mask if share >= 1 else mask.point([round(level * share) for level in range(256)])
    canvas.paste(colour, (round(at[0]), round(at[1])), shown)
