"""Social cards, drawn: 1200 by 630 pixels as JPEG, which everything that shows cards can read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from lessonbank.site.brand import colours, mark
from lessonbank.site.cards import SocialCard

SIZE = (1200, 630)
MOST_BYTES = 60_000

_FONTS = Path(__file__).parent / "fonts"
_EDGE = 72
_MARK = 60
_FRAME_BOX = (504, 420)
_GAP = 56
_TITLE_TOP, _TITLE_BOTTOM = 168, 500
_TITLE_SIZES = (84, 76, 68, 60, 54, 48, 42)
_LINE_SIZE = 32
_LEADING = 1.16
_MOST_LINES = 4
_QUALITIES = (86, 78, 68, 55, 40)
_SMOOTH = 4

Font = ImageFont.FreeTypeFont


def draw(card: SocialCard, frame: bytes | None = None) -> bytes:
    """The card as a JPEG of at most 60 KB. `frame` is the picture file of the card's frame."""
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
    """What all cards share. A plain one has a large book in its corner in place of a frame."""
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
    """Put the frame on the right, with round corners and the sign for playing on it.

    Returns how far from the left it begins.
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
    """One line, its middle at the height of `at`, cut where it is wider than it may be."""
    font = _font("400", _LINE_SIZE)
    pen.text(at, _cut(_writable(text), font, width), font=font, fill=colours()[colour], anchor="lm")


def _write_title(pen: ImageDraw.ImageDraw, title: str, width: int) -> None:
    """As large as fits between the trust's name and the last line, and in the middle of that."""
    font, lines = _set(_writable(title), width)
    step = round(font.size * _LEADING)
    top = (_TITLE_TOP + _TITLE_BOTTOM - len(lines) * step) // 2
    for number, line in enumerate(lines):
        middle = top + round((number + 0.5) * step)
        pen.text((_EDGE, middle), line, font=font, fill=colours()["on-brand"], anchor="lm")


def _set(title: str, width: int) -> tuple[Font, list[str]]:
    """The title's lines in the largest size at which all of it fits, else in the smallest."""
    for size in _TITLE_SIZES:
        font = _font("700", size)
        room = min(_MOST_LINES, int((_TITLE_BOTTOM - _TITLE_TOP) / (size * _LEADING)))
        lines = list(_wrapped(title, font, width))
        if len(lines) <= room:
            return font, lines
    return font, [*lines[: room - 1], _cut(" ".join(lines[room - 1 :]), font, width)]


def _wrapped(text: str, font: Font, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and font.getlength(longer) > width:
            yield line
            longer = word
        line = _cut(longer, font, width)
    yield line


def _cut(text: str, font: Font, width: int) -> str:
    """The text, or as much of its beginning as fits, with an ellipsis."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text.rstrip()}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


@cache
def _font(weight: str, size: int) -> Font:
    """Laid out by the library that is in every Pillow, so that every system draws the same."""
    path = _FONTS / f"atkinson-hyperlegible-latin-{weight}.woff"
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _writable(text: str) -> str:
    """The text with letters that the fonts lack without their accents: the ŵ of Welsh is a w."""
    return "".join(map(_letter, text))


@cache
def _letter(letter: str) -> str:
    if _has(letter):
        return letter
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if _has(part))


def _has(letter: str) -> bool:
    font = _font("700", 20)
    glyph, none = font.getmask(letter), font.getmask("\uffff")
    return letter.isspace() or (glyph.size, bytes(glyph)) != (none.size, bytes(none))


def _small(sheet: Image.Image) -> bytes:
    for quality in _QUALITIES:
        file = BytesIO()
        sheet.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
        if file.tell() <= MOST_BYTES:
            break
    return file.getvalue()
