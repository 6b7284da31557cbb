"""Time zones: the data for the bank's own zone and the default one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lessonbank.bank import Trust
from lessonbank.doctor.finding import Finding, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System

_DEFAULT = str(Trust.model_fields["time_zone"].default)


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones that a build needs, and those without data."""

    wanted: tuple[str, ...]
    missing: tuple[str, ...]


def observe(here: Here) -> Zones:
    own = here.bank.trust.time_zone if here.root else _DEFAULT
    wanted = tuple(dict.fromkeys((_DEFAULT, own)))
    return Zones(wanted, tuple(name for name in wanted if not _has(name)))


def _has(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def judge(seen: Zones, _: System) -> Iterator[Finding]:
    if seen.missing:
        names = " and ".join(seen.missing)
        text = f"There is no time zone data for {names}, so sessions have no times."
        yield fault(text, "Run: python -m pip install tzdata")
    else:
        yield ok(f"There is time zone data for {' and '.join(seen.wanted)}.")


PROBE = Probe("the time zones", observe, judge)
