"""Printing: WeasyPrint and Pango, which only the PDF of the handbook needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from lessonbank.doctor.finding import Finding, advice, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System
from lessonbank.printing import PrintError, require_program


@dataclass(frozen=True, slots=True)
class Printer:
    """The extra `pdf`. `problem` says why an installed one cannot print; else it is empty."""

    is_installed: bool
    problem: str = ""


def observe(_: Here) -> Printer:
    if find_spec("weasyprint") is None:
        return Printer(is_installed=False)
    try:
        require_program()
    except PrintError as error:
        return Printer(is_installed=True, problem=str(error))
    return Printer(is_installed=True)


def judge(seen: Printer, _: System) -> Iterator[Finding]:
    if not seen.is_installed:
        yield ok("Only a PDF of the handbook needs lessonbank[pdf], which is not installed.")
    elif seen.problem:
        yield advice("A PDF of the handbook cannot be made.", seen.problem)
    else:
        yield ok("WeasyPrint and Pango are here, so the handbook can be printed as a PDF.")


PROBE = Probe("printing", observe, judge)
