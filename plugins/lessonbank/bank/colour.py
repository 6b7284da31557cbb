"""Colours and their contrast (WCAG 2.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from lessonbank.bank.oklab import lightness, shade

Colour = Annotated[
    str,
    Field(
        pattern=r"^#[0-9a-fA-F]{6}$",
        description="a colour, as # and six hexadecimal digits",
        examples=["#1f4e79"],
    ),
]

TEXT = 4.5
"""The least contrast ratio for text (AA)."""
WHITE, BLACK = "#ffffff", "#000000"
_STEPS = 1024
"""Steps of lightness between black and white."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (WCAG): 1 for equal colours, 21 for black on white."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def passes(colour: str, others: Iterable[str]) -> bool:
    """Return whether `colour` has enough contrast for text with each of the others."""
    return all(contrast(colour, other) >= TEXT for other in others)


def nearest(colour: str, others: Iterable[str]) -> str | None:
    """Return the nearest shade of `colour` that passes, or None.

    Only its lightness changes, and its strength where the screen has none so strong.
    """
    grounds = tuple(others)
    if passes(colour, grounds):
        return colour
    own = lightness(colour)
    levels = sorted((n / _STEPS for n in range(_STEPS + 1)), key=lambda level: abs(level - own))
    return next((s for level in levels if passes(s := shade(colour, level), grounds)), None)


def mixed(colour: str, other: str, share: float) -> str:
    """Mix `colour` with a share (0 to 1) of the other."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of sRGB
        for part in (each / 255 for each in _parts(colour))
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
