"""The engine: its version, and whether the packages that it needs fit."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import (
    PackageNotFoundError,
    packages_distributions,
    requires,
    version,
)

from packaging.requirements import Requirement
from packaging.version import InvalidVersion, Version

from lessonbank import __version__
from lessonbank.doctor.finding import Finding, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System, run
from lessonbank.files.sizes import counted

_GRAPHS, _GRAPHS_PACKAGE = "ffmpeg", "ffmpeg-python"
"""A module whose name several packages claim, and the package that lessonbank needs."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that the engine needs, and the installed version or None."""

    name: str
    wanted: str
    installed: str | None

    @property
    def fits(self) -> bool:
        """Whether the installed version is in the range."""
        if self.installed is None:
            return False
        try:
            found = Version(self.installed)
        except InvalidVersion:
            return False
        return Requirement(f"{self.name}{self.wanted}").specifier.contains(found, prereleases=True)


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine's version, its packages, and packages that replace one of its modules."""

    version: str
    packages: tuple[Package, ...]
    rivals: tuple[str, ...] = ()
    python: str = "python"


def observe(_: Here) -> Engine:
    try:
        wanted = [Requirement(line) for line in requires("lessonbank") or ()]
    except PackageNotFoundError:
        wanted = []
    packages = tuple(
        Package(each.name, str(each.specifier), _installed(each.name))
        for each in wanted
        if each.marker is None or each.marker.evaluate({"extra": ""})
    )
    owners = {_plain(name) for name in packages_distributions().get(_GRAPHS, ())}
    rivals = tuple(sorted(owners - {_GRAPHS_PACKAGE}))
    return Engine(__version__, packages, rivals, sys.executable or "python")


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def judge(seen: Engine, system: System) -> Iterator[Finding]:
    wrong = [each for each in seen.packages if not each.fits]
    for each in wrong:
        wanted = f"{each.name}{each.wanted}"
        has = f"is {each.installed}" if each.installed else "is not installed"
        text = f"The package {each.name} {has}, but lessonbank needs {each.wanted or 'it'}."
        yield fault(text, run(system, *_pip(seen, wanted)))
    for rival in seen.rivals:
        text = f"The package {rival} replaces files of {_GRAPHS_PACKAGE}, so films cannot be cut."
        renew = run(system, *_pip(seen, "--force-reinstall", "--no-deps", _GRAPHS_PACKAGE))
        yield fault(
            text,
            f"{run(system, seen.python, '-m', 'pip', 'uninstall', '--yes', rival)}"
            f" and then {renew.removeprefix('Run: ')}",
        )
    if not wrong and not seen.rivals:
        packages = counted(len(seen.packages), "package")
        yield ok(f"lessonbank is {seen.version}, and it has the right {packages}.")


def _pip(seen: Engine, *arguments: str) -> tuple[str, ...]:
    return (seen.python, "-m", "pip", "install", *arguments)


PROBE = Probe("the engine", observe, judge)
