"""Fonts: the lettering of title cards and social cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.doctor.finding import Finding, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System
from lessonbank.site.pictures.lettering import font

_WEIGHTS, _SIZE = ("400", "700"), 20
_SAMPLE = "Ag"


@dataclass(frozen=True, slots=True)
class Lettering:
    """Why the font cannot be drawn, or an empty string."""

    problem: str


def observe(_: Here) -> Lettering:
    try:
        width = min(font(weight, _SIZE).getlength(_SAMPLE) for weight in _WEIGHTS)
    except (OSError, ImportError, ValueError) as error:
        return Lettering(str(error) or type(error).__name__)
    return Lettering("" if width > 0 else "its letters have no width")


def judge(seen: Lettering, _: System) -> Iterator[Finding]:
    if seen.problem:
        yield fault(
            f"The font of title cards cannot be drawn: {seen.problem}.",
            "Run: python -m pip install --force-reinstall pillow lessonbank",
        )
    else:
        yield ok(
            "The font of title cards is here; captions use the fonts of each reader's browser."
        )


PROBE = Probe("the fonts", observe, judge)
