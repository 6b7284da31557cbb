"""Banks made by `lessonbank new`, with one film for all of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from lessonbank import __version__
from lessonbank.scaffold.bank import Answers, NewSchool, Release, bank_files, make_bank, types_of

BANK = "our-bank"
"""The folder of the bank that guides begin with."""
TODAY = date(2026, 11, 27)
ANSWERS = Answers(
    name="Fernside Trust",
    controller="Fernside Trust Ltd",
    dpo="dpo@fernside.example",
    concerns="safe@fernside.example",
    schools=(NewSchool("Fern Primary", "999001", "primary"), NewSchool("Brook Academy")),
    types=types_of(["all"]),
    today=TODAY,
)
RELEASE = Release(__version__, "0" * 64)
"""A release that no test installs."""
_FILMS = ("media/example-ten-frame.mp4", "media.lock")


def answers(**changes: object) -> Answers:
    return replace(ANSWERS, **changes)  # type: ignore[arg-type]


def whole_bank(folder: Path) -> Path:
    """Make the bank with everything, film included."""
    make_bank(folder / "whole", ANSWERS, RELEASE)
    return folder / "whole"


def written_bank(root: Path, asked: Answers, whole: Path) -> Path:
    """Write the bank of these answers, with the film of the whole one."""
    for path, data in bank_files(asked, RELEASE).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    if "recordings" in asked.types:
        for path in _FILMS:
            shutil.copyfile(whole / path, root / path)
    return root


def tree_of(root: Path) -> dict[str, bytes]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def without(types: Iterable[str], gone: str) -> list[str]:
    return [name for name in types if name != gone]
