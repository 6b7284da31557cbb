"""Python: its version, and whether it is in a virtual environment."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata

from packaging.specifiers import SpecifierSet

from lessonbank.doctor.finding import Finding, advice, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System, Task, how_to


@dataclass(frozen=True, slots=True)
class Python:
    """The version, the versions that the engine supports, and whether it is set apart."""

    version: str
    supported: str
    is_isolated: bool


def observe(_: Here) -> Python:
    try:
        supported = str(metadata("lessonbank").json.get("requires_python", ""))
    except PackageNotFoundError:
        supported = ""
    return Python(
        ".".join(map(str, sys.version_info[:3])), supported, sys.prefix != sys.base_prefix
    )


def judge(seen: Python, system: System) -> Iterator[Finding]:
    if seen.version not in SpecifierSet(seen.supported):
        text = f"Python is {seen.version}, but lessonbank needs {seen.supported}."
        yield fault(text, how_to(Task.INSTALL_PYTHON, system))
    elif not seen.is_isolated:
        starter = "py -3" if system is System.WINDOWS else "python3"
        text = f"Python {seen.version} is supported, but it is not in a virtual environment."
        yield advice(text, f"Run: {starter} -m venv .venv")
    else:
        yield ok(f"Python {seen.version} is supported, and it is in a virtual environment.")


PROBE = Probe("Python", observe, judge)
