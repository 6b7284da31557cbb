"""Draw social cards: JPEG of 1200 by 630 pixels, a format that every service reads."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from lessonbank.site.pictures.brand import mark
from lessonbank.site.pictures.colours import colours
from lessonbank.site.pictures.lettering import LEADING, cut, font, set_title, writable
from lessonbank.site.social.cards import SocialCard

SIZE = (1200, 630)
MOST_BYTES = 60_000

_EDGE = 72
_MARK = 60
_FRAME_BOX = (504, 420)
_GAP = 56
_TITLE_TOP, _TITLE_BOTTOM = 168, 500
_TITLE_SIZES = (84, 76, 68, 60, 54, 48, 42)
_LINE_SIZE = 32
_QUALITIES = (86, 78, 68, 55, 40)
_SMOOTH = 4


def draw(card: SocialCard, frame: bytes | None = None) -> bytes:
    """Return the card as a JPEG of at most 60 KB. `frame` is the file of the card's frame."""
    sheet = _ground(plain=frame is None).copy()
    pen = ImageDraw.Draw(sheet)
    width, beside = SIZE[0] - 2 * _EDGE, _MARK + 10
    at = _EDGE + beside, _EDGE + _MARK // 2
    _write(pen, at, card.trust, "on-brand-soft", width - beside)
    if frame is not None:
        width = _hang(sheet, frame) - _GAP - _EDGE
    _write_title(pen, card.title, width)
    _write(pen, (_EDGE, SIZE[1] - _EDGE - 14), card.line, "warm", width)
    return _small(sheet)


@cache
def _ground(*, plain: bool) -> Image.Image:
    """Draw the background. A card without a frame has a large book in its corner."""
    paint = colours()
    sheet = Image.new("RGB", SIZE, paint["brand"])
    if plain:
        book = mark(560, paint["brand-deep"], paint["brand-deep"], paint["brand"])
        sheet.paste(book, (SIZE[0] - 480, SIZE[1] - 470), book)
    ImageDraw.Draw(sheet).rectangle((0, SIZE[1] - 14, *SIZE), fill=paint["warm"])
    small = mark(_MARK, paint["on-brand"], paint["warm"], paint["brand"])
    sheet.paste(small, (_EDGE - _MARK // 8, _EDGE), small)  # its margin is an eighth
    return sheet


def _hang(sheet: Image.Image, frame: bytes) -> int:
    """Draw the frame on the right, with round corners and a play sign.

    Return the distance of its left edge in pixels.
    """
    with Image.open(BytesIO(frame)) as file:
        picture = file.convert("RGB")
    scale = min(_FRAME_BOX[0] / picture.width, _FRAME_BOX[1] / picture.height)
    size = round(picture.width * scale), round(picture.height * scale)
    picture = picture.resize(size, Image.Resampling.LANCZOS)
    left, top = SIZE[0] - _EDGE - size[0], (SIZE[1] - size[1]) // 2 + 10
    sheet.paste(picture, (left, top), _round_corners(size))
    badge = _badge()
    middle = left + size[0] // 2 - badge.width // 2, top + size[1] // 2 - badge.height // 2
    sheet.paste(badge, middle, badge)
    return left


@cache
def _round_corners(size: tuple[int, int]) -> Image.Image:
    large = Image.new("L", (size[0] * _SMOOTH, size[1] * _SMOOTH))
    edge = large.width - 1, large.height - 1
    ImageDraw.Draw(large).rounded_rectangle((0, 0, *edge), radius=18 * _SMOOTH, fill=255)
    return large.resize(size, Image.Resampling.LANCZOS)


@cache
def _badge(size: int = 96) -> Image.Image:
    large = Image.new("RGBA", (size * _SMOOTH, size * _SMOOTH))
    pen, unit = ImageDraw.Draw(large), size * _SMOOTH / 96
    pen.ellipse((0, 0, large.width - 1, large.height - 1), fill=colours()["on-brand"] + "eb")
    pen.polygon(
        [(x * unit, y * unit) for x, y in ((38, 27), (38, 69), (71, 48))], fill=colours()["brand"]
    )
    return large.resize((size, size), Image.Resampling.LANCZOS)


def _write(
    pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, colour: str, width: int
) -> None:
    """Draw one line, centred on the height `at` and cut to the width."""
    face = font("400", _LINE_SIZE)
    pen.text(at, cut(writable(text), face, width), font=face, fill=colours()[colour], anchor="lm")


def _write_title(pen: ImageDraw.ImageDraw, title: str, width: int) -> None:
    """Draw the title as large as it fits, centred between the trust's name and the last line."""
    room = _TITLE_BOTTOM - _TITLE_TOP
    face, lines = set_title(writable(title), width, room, _TITLE_SIZES)
    step = round(face.size * LEADING)
    top = (_TITLE_TOP + _TITLE_BOTTOM - len(lines) * step) // 2
    for number, line in enumerate(lines):
        middle = top + round((number + 0.5) * step)
        pen.text((_EDGE, middle), line, font=face, fill=colours()["on-brand"], anchor="lm")


def _small(sheet: Image.Image) -> bytes:
    for quality in _QUALITIES:
        file = BytesIO()
        sheet.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
        if file.tell() <= MOST_BYTES:
            break
    return file.getvalue()
