"""Folders that a build writes: whether it may."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lessonbank.doctor.finding import Finding, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System, make_writable

WRITTEN = ("build", ".cache")
_TEST = b"lessonbank" * 1000


@dataclass(frozen=True, slots=True)
class FolderSeen:
    """A folder that a build writes, and why it cannot, or an empty string."""

    name: str
    problem: str


def observe(here: Here) -> tuple[FolderSeen, ...]:
    return tuple(FolderSeen(name, _problem(here.bank_root / name)) for name in WRITTEN)


def _problem(folder: Path) -> str:
    """Write a temporary file there, or in the folder above one that a build has yet to make."""
    place = folder if folder.exists() else folder.parent
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(_TEST)
    except OSError as error:
        return error.strerror or str(error)
    return ""


def judge(seen: tuple[FolderSeen, ...], system: System) -> Iterator[Finding]:
    for each in seen:
        if each.problem:
            text = f"Nothing can be written in {each.name}/: {each.problem}."
            yield fault(text, make_writable(each.name, system))
    if not any(each.problem for each in seen):
        yield ok(f"Files can be written in {' and '.join(f'{each.name}/' for each in seen)}.")


PROBE = Probe("write permission", observe, judge)
