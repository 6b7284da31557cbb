"""Make a bank in one step: beside its place first, then moved there whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from lessonbank.compiler.locking import lock_project
from lessonbank.compiler.project import read_project
from lessonbank.compiler.survey import CACHE
from lessonbank.diagnostics import Diagnostic
from lessonbank.files import atomic
from lessonbank.files.regular import kind_of
from lessonbank.files.scratch import scratch
from lessonbank.scaffold.bank.answers import Answers
from lessonbank.scaffold.bank.files import FILM, bank_files
from lessonbank.scaffold.bank.film import make_film
from lessonbank.scaffold.bank.release import Release

_WORKSHOP = ".lessonbank-new"
"""The folder beside the new bank in which it is made. It must be on the same disk."""


class BankExistsError(Exception):
    """The place of the new bank cannot be used. The message says why."""


class FaultyBankError(Exception):
    """The new bank has findings, which are given. It was not put into its place."""

    def __init__(self, found: tuple[Diagnostic, ...]) -> None:
        super().__init__("The new bank would not pass its own check.")
        self.found = found


def refuse_taken(target: Path) -> None:
    """Raise BankExistsError unless a new bank may be put at `target`."""
    if os.path.lexists(target):
        _refuse_filled(target)
    if not target.parent.is_dir():
        raise BankExistsError(f"There is no folder {target.parent}. Make it first.")


def _refuse_filled(target: Path) -> None:
    if kind_of(target) is not None or not target.is_dir():
        raise BankExistsError(f"{target} is a link or a file. Name a folder that does not exist.")
    if any(target.iterdir()):
        raise BankExistsError(f"{target} is not empty. Name a folder that does not exist.")
    if Path.cwd().is_relative_to(target.resolve()):
        raise BankExistsError(f"You are in {target}. Go up one folder and name it from there.")


def paths_of(files: Mapping[str, bytes], answers: Answers) -> tuple[str, ...]:
    """Return the paths of all files of the bank, those made last included."""
    made = (FILM, "media.lock") if "recordings" in answers.types else ()
    return tuple(sorted((*files, *made)))


def make_bank(target: Path, answers: Answers, release: Release) -> tuple[str, ...]:
    """Make the bank and return its paths. Whatever fails, nothing is left at `target`.

    Raise BankExistsError, FaultyBankError, FfmpegError or OSError.
    """
    refuse_taken(target)
    files = bank_files(answers, release)
    workshop = target.absolute().parent / _WORKSHOP
    try:
        with scratch(workshop) as folder:
            root = folder / "bank"
            _write(root, files)
            if "recordings" in answers.types:
                make_film(root / FILM)
                lock_project(root, read_project(root, answers.today).bank)
            if found := read_project(root, answers.today).diagnostics:
                raise FaultyBankError(found)
            shutil.rmtree(root / CACHE, ignore_errors=True)
            refuse_taken(target)
            if target.is_dir():
                target.rmdir()
            atomic.rename_folder(root, target)
    finally:
        _leave(workshop)
    return paths_of(files, answers)


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def _leave(workshop: Path) -> None:
    """Remove the workshop, unless another process is in it."""
    if workshop.is_dir() and not any(workshop.iterdir()):
        workshop.rmdir()
