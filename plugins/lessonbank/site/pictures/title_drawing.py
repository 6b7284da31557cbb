"""Draw title cards as WebP, in the size of the film."""

from __future__ import annotations

from io import BytesIO
from math import sqrt

from PIL import Image, ImageDraw

from lessonbank.site.pictures.brand import mark
from lessonbank.site.pictures.colours import colours
from lessonbank.site.pictures.lettering import LEADING, cut, font, set_title, writable
from lessonbank.site.pictures.titlecards import TitleCard

_PLAIN = 480
"""The square root of a card's area at which the measures below are in pixels."""
_EDGE, _MARK, _GAP, _STRIPE = 40, 44, 16, 12
_LINE_SIZE = 24
_TITLE_SIZES = (60, 54, 48, 42, 36, 30, 26)


def draw_title(card: TitleCard) -> bytes:
    """Return the card as WebP: mark and line, title, and a stripe in the school's colour."""
    unit = sqrt(card.width * card.height) / _PLAIN
    sheet = Image.new("RGB", (card.width, card.height), colours()["brand"])
    pen = ImageDraw.Draw(sheet)
    _stripe(pen, card, unit)
    _head(sheet, pen, card, unit)
    _title(pen, card, unit)
    file = BytesIO()
    sheet.save(file, "WEBP", lossless=True, method=4)
    return file.getvalue()


def _stripe(pen: ImageDraw.ImageDraw, card: TitleCard, unit: float) -> None:
    top = card.height - round(_STRIPE * unit)
    pen.rectangle((0, top, card.width, card.height), fill=card.colour or colours()["warm"])


def _head(sheet: Image.Image, pen: ImageDraw.ImageDraw, card: TitleCard, unit: float) -> None:
    edge, size = round(_EDGE * unit), round(_MARK * unit)
    paint = colours()
    sign = mark(size, paint["on-brand"], paint["warm"], paint["brand"])
    sheet.paste(sign, (edge, edge), sign)
    face = font("400", round(_LINE_SIZE * unit))
    left = edge + size + round(_GAP * unit)
    words = cut(writable(card.line), face, card.width - edge - left)
    pen.text((left, edge + size // 2), words, font=face, fill=paint["warm"], anchor="lm")


def _title(pen: ImageDraw.ImageDraw, card: TitleCard, unit: float) -> None:
    """Draw the title as large as it fits, clear of the player's controls."""
    edge = round(_EDGE * unit)
    top, bottom = edge + round((_MARK + _GAP) * unit), card.height - 2 * edge
    sizes = tuple(round(size * unit) for size in _TITLE_SIZES)
    face, lines = set_title(writable(card.title), card.width - 2 * edge, bottom - top, sizes)
    step = round(face.size * LEADING)
    first = (top + bottom - len(lines) * step) / 2
    for number, line in enumerate(lines):
        at = edge, round(first + (number + 0.5) * step)
        pen.text(at, line, font=face, fill=colours()["on-brand"], anchor="lm")
