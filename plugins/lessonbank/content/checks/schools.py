"""Check how schools look: the contrast of their colours, and their logos."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import WHITE, School, nearest, passes
from lessonbank.content.checks.context import Context
from lessonbank.content.layout import IMAGES
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.sanitise import UnreadableFileError, clean_logo, verify_picture


def schools(context: Context) -> Iterator[Diagnostic]:
    for school in context.bank.of(School).values():
        yield from _faint(context, school)
        yield from _logo(context, school)


def _faint(context: Context, school: School) -> Iterator[Diagnostic]:
    for field, colour in school.colours.items():
        if not passes(colour, (WHITE,)):
            better = nearest(colour, (WHITE,))
            message = f"`{colour}` has too little contrast with white text"
            fix = f"Write `{field}: '{better}'`, which is the nearest shade that passes."
            code = Code.LOW_CONTRAST
            yield context.report(school, (field,), code, message, fix, suggestion=better)


def _logo(context: Context, school: School) -> Iterator[Diagnostic]:
    path = f"{IMAGES}/{school.logo}"
    if not school.logo:
        return
    if path not in context.reading.files:
        start = f"{IMAGES}/"
        known = [p.removeprefix(start) for p in context.reading.files if p.startswith(start)]
        near = closest_of(school.logo, known)
        message = f"there is no file `{path}`"
        fix = f"Write `{near}`." if near else f"Put the file into `{IMAGES}/`, or correct its name."
        code = Code.SETTING_NAMES_NOTHING
        yield context.report(school, ("logo",), code, message, fix, suggestion=near)
        return
    try:
        data = context.whole(path)
        verify_picture(path, data)
    except UnreadableFileError:
        return  # The check of pictures reports it.
    try:
        clean_logo(path, data)
    except UnreadableFileError as error:
        message = f"`{path}` cannot be a logo: {error}"
        fix = "Export it again as a PNG or a plain SVG."
        yield context.report(school, ("logo",), Code.LOGO_UNUSABLE, message, fix)
