"""The clock: permissions begin and end by its date."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import lessonbank
from lessonbank.content.git import UnknownRevisionError, last_change
from lessonbank.doctor.finding import Finding, advice, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System, Task, how_to, unset

_VARIABLE = "SOURCE_DATE_EPOCH"
_SLACK = timedelta(days=1)
"""Zones differ by up to a day."""
_AGE = timedelta(days=20 * 365)
"""Longest time between the newest change and a date that can be right."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Today, the day of the newest known change, and the value of SOURCE_DATE_EPOCH."""

    today: date
    newest: date
    epoch: str | None = None


def observe(here: Here) -> Clock:
    known = [_installed()]
    if here.root is not None:
        try:
            known.append(last_change(here.root))
        except (UnknownRevisionError, subprocess.SubprocessError):
            known.append(None)
    days = [each for each in known if each is not None]
    today = datetime.now(UTC).date()
    return Clock(today, max(days, default=today), here.environ.get(_VARIABLE) or None)


def _installed() -> date | None:
    """Return the day on which the engine was installed or last changed."""
    try:
        return datetime.fromtimestamp(Path(lessonbank.__file__).stat().st_mtime, UTC).date()
    except (OSError, OverflowError, ValueError):
        return None


def judge(seen: Clock, system: System) -> Iterator[Finding]:
    if seen.today < seen.newest - _SLACK:
        text = f"The clock says {seen.today}, but the newest change is of {seen.newest}."
        yield fault(text, how_to(Task.SET_CLOCK, system))
    elif seen.today > seen.newest + _AGE:
        text = f"The clock says {seen.today}, years after the newest change of {seen.newest}."
        yield advice(text, how_to(Task.SET_CLOCK, system))
    else:
        yield ok(f"The clock says {seen.today}.")
    yield from _epoch(seen, system)


def _epoch(seen: Clock, system: System) -> Iterator[Finding]:
    if seen.epoch is None:
        return
    fix = unset(_VARIABLE, system)
    try:
        day = datetime.fromtimestamp(int(seen.epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        yield fault(f"{_VARIABLE} is {seen.epoch!r}, which is no number of seconds.", fix)
        return
    if abs(day - seen.today) > _SLACK:
        text = f"{_VARIABLE} makes every build decide permissions as of {day}, not {seen.today}."
        yield advice(text, fix)


PROBE = Probe("the clock", observe, judge)
