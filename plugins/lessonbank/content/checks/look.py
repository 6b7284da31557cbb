"""Check the trust's look: colour contrast, pictures and fonts."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import SCHEMES, WHITE, Location, Look, Scheme, deepened, nearest, passes
from lessonbank.content.checks.context import Context
from lessonbank.content.layout import FONTS, IMAGES
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.sanitise import UnreadableFileError

_WOFF2 = b"wOF2"
_LARGEST_FONT = 400_000
"""Largest font, in bytes: every page loads it."""


def look(context: Context) -> Iterator[Diagnostic]:
    own = context.bank.trust.look
    found = (each for scheme in SCHEMES for each in _faint(context, own, scheme))
    yield from dict.fromkeys(found)  # Dark pages inherit the light colours, so mistakes may repeat.
    for field, file in own.pictures.items():
        if f"{IMAGES}/{file}" not in context.reading.files:
            yield _missing(context, field, IMAGES, file)
    for field, file in own.fonts.items():
        if f"{FONTS}/{file}" not in context.reading.files:
            yield _missing(context, field, FONTS, file)
        elif why := _unusable(context, f"{FONTS}/{file}"):
            fix = "Get the font as woff2 with Latin letters; its maker offers that for web pages."
            message = f"`{FONTS}/{file}` cannot be the font of every page: {why}"
            yield context.report_trust(("look", field), Code.WRONG_VALUE, message, fix)


def _faint(context: Context, own: Look, scheme: Scheme) -> Iterator[Diagnostic]:
    """Report colours of a scheme with too little contrast."""
    primary, accent = own.written(scheme, "primary"), own.written(scheme, "accent")
    if primary and not passes(primary[0], (WHITE,)):
        yield _too_close(context, primary, "white text", nearest(primary[0], (WHITE,)))
        return
    ground, mark = own.colour(scheme, "primary"), own.colour(scheme, "accent")
    behind = (ground, deepened(ground))
    if passes(mark, behind):
        return
    better = nearest(mark, behind)
    if accent:
        yield _too_close(context, accent, f"the primary colour `{ground}`", better)
    elif primary:
        message = f"the default accent `{mark}` has too little contrast on `{ground}`"
        fix = f"Set an accent too: `accent: '{better}'`."
        yield context.report_trust(("look", *primary[1]), Code.LOW_CONTRAST, message, fix)


def _too_close(
    context: Context, written: tuple[str, Location], other: str, better: str | None
) -> Diagnostic:
    colour, at = written
    message = f"`{colour}` has too little contrast with {other}"
    fix = f"Write `{at[-1]}: '{better}'`, which is the nearest shade that passes."
    where = ("look", *at)
    return context.report_trust(where, Code.LOW_CONTRAST, message, fix, suggestion=better)


def _missing(context: Context, field: str, folder: str, file: str) -> Diagnostic:
    start = f"{folder}/"
    known = [path.removeprefix(start) for path in context.reading.files if path.startswith(start)]
    near = closest_of(file, known)
    message = f"there is no file `{folder}/{file}`"
    fix = f"Write `{near}`." if near else f"Put the file into `{folder}/`, or correct its name."
    where = ("look", field)
    return context.report_trust(where, Code.SETTING_NAMES_NOTHING, message, fix, suggestion=near)


def _unusable(context: Context, path: str) -> str | None:
    """Return why a file cannot be used as a font, or None."""
    try:
        data = context.whole(path)
    except UnreadableFileError as error:
        return str(error)
    if not data.startswith(_WOFF2):
        return "it is not a woff2 file"
    if len(data) > _LARGEST_FONT:
        return f"it is larger than {_LARGEST_FONT // 1000} kB, which would slow every page"
    return None
