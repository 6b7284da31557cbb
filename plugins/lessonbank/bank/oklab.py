"""Shades of a colour as people see them (Oklab, by Björn Ottosson)."""

from __future__ import annotations

from functools import cache
from math import cbrt

Triple = tuple[float, float, float]
_HALVINGS = 12
"""How often the strength of a colour is halved in on, where a screen has none so strong."""
_CURVE, _LINEAR = 0.0031308, 0.04045
"""Where the two parts of sRGB's curve meet."""


def lightness(colour: str) -> float:
    """Return how light a colour looks, from 0 for black to 1 for white."""
    return _lab(colour)[0]


def shade(colour: str, level: float) -> str:
    """Return the colour of the same hue that looks as light as `level`."""
    _, a, b = _lab(colour)
    weak, strong = 0.0, 1.0
    if not _is_shown(_rgb((level, a, b))):
        for _ in range(_HALVINGS):
            middle = (weak + strong) / 2
            shown = _is_shown(_rgb((level, a * middle, b * middle)))
            weak, strong = (middle, strong) if shown else (weak, middle)
        strong = weak
    return "#" + "".join(map(_digits, _rgb((level, a * strong, b * strong))))


@cache
def _lab(colour: str) -> Triple:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _rgb(lab: Triple) -> Triple:
    """Return the linear parts of a colour; a screen shows those from 0 to 1."""
    level, a, b = lab
    long = (level + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (level - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (level - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _is_shown(rgb: Triple) -> bool:
    nearly = 1e-4
    return all(-nearly <= part <= 1 + nearly for part in rgb)


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4


def _digits(part: float) -> str:
    part = min(max(part, 0.0), 1.0)
    curved = part * 12.92 if part <= _CURVE else 1.055 * part ** (1 / 2.4) - 0.055
    return f"{round(curved * 255):02x}"
