"""Draw title cards as WebP, in the size of the film."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from lessonbank.bank import BLACK, WHITE, contrast, mixed
from lessonbank.site.pictures.colours import colours
from lessonbank.site.pictures.motifs import MOTIFS, Sheet
from lessonbank.site.pictures.titlecards import TitleCard

_SMOOTH = 3
"""Shapes are drawn this many times larger, then reduced, which smooths their edges."""
_FREE = 0.4
"""The lower part of a card, as a share of its height, in which nothing is drawn: play buttons,
lengths and the controls of players lie there."""
_EDGE = 0.1
"""The space left round a motif, as a share of the card's height."""
_STRIPE = 0.035
"""The height of a stripe in the school's colour, as a share of the card's height."""
_DEEP = 0.45
"""Share of black in the background."""
_COLOURS = 64
"""Colours of a finished card, which halve its bytes and are as many as its edges need."""
_SEEN = 3.0
"""The least contrast of a shape with its ground (WCAG, graphics)."""
_STEPS = 10


def draw_title(card: TitleCard) -> bytes:
    """Return the card as WebP: the subject's motif, in the colours of the clip's tags.

    The school's colour is along its upper edge.
    """
    width, height = card.width * _SMOOTH, card.height * _SMOOTH
    ground = mixed(card.ground, BLACK, _DEEP)
    large = Image.new("RGB", (width, height), ground)
    edge = _EDGE * min(width, height)
    room = width - 2 * edge
    sheet = Sheet(
        pen=ImageDraw.Draw(large),
        left=edge,
        top=edge,
        width=room,
        height=min(height * (1 - _FREE) - edge, room),
        colours=_seen(card.tags, ground),
        turn=card.turn,
    )
    if card.colour:
        sheet.pen.rectangle((0, 0, width, round(_STRIPE * height)), fill=card.colour)
    MOTIFS[card.motif](sheet)
    file = BytesIO()
    picture = large.resize((card.width, card.height), Image.Resampling.LANCZOS)
    few = picture.quantize(_COLOURS, dither=Image.Dither.NONE).convert("RGB")
    few.save(file, "WEBP", lossless=True, method=4)
    return file.getvalue()


def _seen(tags: tuple[str, ...], ground: str) -> tuple[str, ...]:
    """Return the colours, lightened to the least contrast; the site's own without any."""
    own = tags or (colours()["warm"], colours()["on-brand-soft"])
    return tuple(_lightened(colour, ground) for colour in own)


def _lightened(colour: str, ground: str) -> str:
    shades = (mixed(colour, WHITE, step / _STEPS) for step in range(3, _STEPS + 1))
    return next((shade for shade in shades if contrast(shade, ground) >= _SEEN), WHITE)
