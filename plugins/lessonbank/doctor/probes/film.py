"""ffmpeg: which one is used and why, what it lacks, and whether the media recipe runs on it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.doctor.finding import Finding, advice, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System, Task, how_to, run, unset
from lessonbank.doctor.trial import failure, needed
from lessonbank.ffmpeg.errors import FfmpegMissingError
from lessonbank.ffmpeg.inputs import FORMATS
from lessonbank.ffmpeg.program import OVERRIDE, Ffmpeg, locate
from lessonbank.files.programs import find_program

_PACKAGE = "imageio-ffmpeg"


@dataclass(frozen=True, slots=True)
class Film:
    """The ffmpeg that is used, or why there is none.

    `lacks` are encoders and filters that the media recipe needs, `unread` containers that
    recordings may have, `failure` what failed when the recipe ran on a tiny film.
    """

    found: Ffmpeg | None
    refusal: str = ""
    lacks: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    failure: str = ""
    is_named: bool = False
    """Whether the environment names the program."""
    is_second: bool = False
    """Whether PATH has another, which does not fit."""
    python: str = "python"


def observe(here: Here) -> Film:
    is_named = bool(here.environ.get(OVERRIDE))
    python = sys.executable or "python"
    try:
        found = locate()
    except FfmpegMissingError as error:
        return Film(None, error.message, is_named=is_named, python=python)
    parts = needed()
    lacks = sorted((parts.encoders - found.encoders) | (parts.filters - found.filters))
    unread = sorted({*FORMATS.split(",")} - found.containers)
    failed = "" if lacks else failure(found)
    is_second = not is_named and find_program("ffmpeg") not in {None, found.path}
    return Film(found, "", tuple(lacks), tuple(unread), failed, is_named, is_second, python)


def judge(seen: Film, system: System) -> Iterator[Finding]:
    fix = _fix(seen, system)
    if seen.found is None:
        yield fault(seen.refusal, fix)
        return
    about = f"ffmpeg {seen.found.version} at {seen.found.path}"
    if seen.lacks:
        yield fault(f"{about} lacks {', '.join(seen.lacks)}.", fix)
        return
    if seen.failure:
        yield fault(f"{about} cannot make films: {seen.failure}.", fix)
        return
    used = f"{about} is used ({seen.found.chosen}), and it makes films as the build does."
    if seen.is_second:
        yield advice(used, how_to(Task.INSTALL_FFMPEG, system))
    else:
        yield ok(used)
    if seen.unread:
        yield advice(f"{about} cannot read recordings of the type {', '.join(seen.unread)}.", fix)


def _fix(seen: Film, system: System) -> str:
    if seen.is_named:
        return unset(OVERRIDE, system)
    return run(system, seen.python, "-m", "pip", "install", "--force-reinstall", _PACKAGE)


PROBE = Probe("ffmpeg", observe, judge)
