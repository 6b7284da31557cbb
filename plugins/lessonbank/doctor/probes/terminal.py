"""The terminal: whether it shows every letter."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.doctor.finding import Finding, advice, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System, Task, how_to


@dataclass(frozen=True, slots=True)
class Terminal:
    """The encodings of output and of file names; None without an output."""

    output: str | None
    names: str


def observe(_: Here) -> Terminal:
    return Terminal(getattr(sys.stdout, "encoding", None), sys.getfilesystemencoding())


def judge(seen: Terminal, system: System) -> Iterator[Finding]:
    if not _is_utf8(seen.names):
        text = f"Names of files are in {seen.names}, so accents in them are lost."
        yield fault(text, how_to(Task.USE_UTF8, system))
    elif seen.output is not None and not _is_utf8(seen.output):
        text = f"The terminal uses {seen.output}, so letters that it lacks are shown as codes."
        yield advice(text, how_to(Task.USE_UTF8, system))
    else:
        yield ok("The terminal and the names of files use UTF-8.")


def _is_utf8(name: str) -> bool:
    try:
        return codecs.lookup(name).name.startswith("utf-8")
    except LookupError:
        return False


PROBE = Probe("the terminal", observe, judge)
