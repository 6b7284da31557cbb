"""Examine a machine, and the bank on it if there is one."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.doctor.finding import Finding, Level
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe, unseen
from lessonbank.doctor.system import System

MACHINE = (
    *("python", "engine", "film", "lettering", "printer", "zones", "terminal", "clock"),
    "repository",
)
"""Modules of `probes` that need no bank."""
BANK = ("settings", "folders", "disk", "media", "site", "paths")
"""Modules of `probes` that need a bank."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A subject by the name of its probe's module, and what was found."""

    probe: str
    subject: str
    findings: tuple[Finding, ...]


def examine(here: Here, system: System) -> Iterator[Examined]:
    """Yield each subject as soon as it is examined."""
    for name in (*MACHINE, *(BANK if here.root else ())):
        yield _examined(name, here, system)


def _examined(name: str, here: Here, system: System) -> Examined:
    """Import and run a probe; a package that is missing or broken stops one subject only."""
    try:
        module = importlib.import_module(f"lessonbank.doctor.probes.{name}")
    except (ImportError, OSError, ValueError) as error:
        return Examined(name, name, (unseen(name, error),))
    probe: Probe[object] = module.PROBE
    return Examined(name, probe.subject, probe.findings(here, system))


def has_faults(examined: tuple[Examined, ...]) -> bool:
    """Return whether anything found stops a build or its publication."""
    return any(found.level is Level.FAULT for each in examined for found in each.findings)
