"""Filters that cover and silence parts of a cut before it is encoded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

import ffmpeg

from lessonbank.bank import Box, Sound
from lessonbank.media.recipe import REDACTION, STD, RedactionRecipe
from lessonbank.media.stream import Stream

# Samples a packet (5 ms): filters are switched only between packets.
_PACKET = 240


class Area(NamedTuple):
    """A rectangle in even pixels, since 4:2:0 colour has one sample for two pixels."""

    x: int
    y: int
    width: int
    height: int


def area(box: Box, size: tuple[int, int], recipe: RedactionRecipe = REDACTION) -> Area:
    """Return the pixels that enclose the box in a picture of `size`."""
    x, right = _stretch(box.left, box.width, size[0], recipe.spread)
    y, bottom = _stretch(box.top, box.height, size[1], recipe.spread)
    return Area(x, y, right - x, bottom - y)


def _stretch(start: float, length: float, most: int, spread: int) -> tuple[int, int]:
    first = floor(start * most / 100) - spread
    last = ceil((start + length) * most / 100) + spread
    return max(0, first // 2 * 2), min(most, -(-last // 2) * 2)


def frames(box: Box, fps: Fraction, recipe: RedactionRecipe = REDACTION) -> tuple[int, int]:
    """Return the numbers of the first and last frame under the box; negative before the cut."""
    begins, ends = (Fraction(round(at * 1000), 1000) for at in (box.start, box.end))
    return floor(begins * fps) - recipe.frames, ceil(ends * fps) - 1 + recipe.frames


def covered(picture: Stream, boxes: Sequence[Box], size: tuple[int, int], fps: Fraction) -> Stream:
    """Draw the boxes over `picture`, in 4:2:0 colour, at times rounded to frames of `fps`.

    For frames as filmed, times are filming times at any rate.
    """
    for box in boxes:
        cover = _filled if box.style == "solid" else _pixelated
        picture = cover(picture, area(box, size), _while_covered(box, fps))
    return picture


def _filled(picture: Stream, where: Area, enable: str) -> Stream:
    x, y, width, height = where
    return picture.filter(
        "drawbox", x, y, width, height, REDACTION.colour, thickness="fill", enable=enable
    )


def _pixelated(picture: Stream, where: Area, enable: str) -> Stream:
    x, y, width, height = where
    block = max(width, height) / REDACTION.blocks
    parts = picture.filter_multi_output("split", 2)
    blocks = (
        parts[0]
        .filter("crop", width, height, x, y)
        .filter("scale", ceil(width / block), ceil(height / block), flags="area")
        .filter("scale", width, height, flags="neighbor")
    )
    return ffmpeg.overlay(parts[1], blocks, x=x, y=y, enable=enable)


def _while_covered(box: Box, fps: Fraction) -> str:
    """Return an ffmpeg expression with times halfway between frames, safe from rounding."""
    first, last = frames(box, fps)
    begins, ends = (first - Fraction(1, 2)) / fps, (last + Fraction(1, 2)) / fps
    return f"between(t,{float(begins):.6f},{float(ends):.6f})"


def silenced(sound: Stream, spans: Sequence[Sound]) -> Stream:
    """Mute `sound` in `spans`, including those that get a tone later."""
    if not spans:
        return sound
    # Mute a packet if any part of it is in a span.
    enable = _while_silent(spans, before=_PACKET / STD.sample_rate)
    packets = sound.filter("asetnsamples", _PACKET, pad=0)
    return packets.filter("volume", 0, enable=enable)


def bleeped(sound: Stream, spans: Sequence[Sound], channels: int) -> Stream:
    """Add a tone to `sound` in bleeped spans; do so after levelling to keep its level."""
    tones = [span for span in spans if span.style == "bleeped"]
    if not tones:
        return sound
    tone = f"{REDACTION.level}*sin(2*PI*{REDACTION.pitch}*t)*{_while_silent(tones)}"
    return sound.filter("aeval", "|".join(f"val({i})+{tone}" for i in range(channels)), c="same")


def _while_silent(spans: Sequence[Sound], before: float = 0.0) -> str:
    """Return an ffmpeg expression that is 1 in the spans and their margins."""
    edge = REDACTION.margin
    parts = (f"between(t,{s.start - edge - before:.4f},{s.end + edge:.4f})" for s in spans)
    return f"gt({'+'.join(parts)},0)"
