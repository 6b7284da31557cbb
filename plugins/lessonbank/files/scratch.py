"""Temporary folders, each removed when its process ends or, if killed, by the next process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lessonbank.files.locked_files import locked_file, remove_if_abandoned

_LOCK = ".lock"


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """Create an empty folder under `parent`, and remove it and abandoned ones at the end."""
    parent.mkdir(parents=True, exist_ok=True)
    sweep(parent)
    try:
        with locked_file(parent, "run-", _LOCK) as (_, lock):
            folder = lock.with_suffix("")
            folder.mkdir()
            yield folder
    finally:
        sweep(parent)


def lock_of(folder: Path) -> Path:
    """Return the file that is locked while a folder of `scratch` is in use."""
    return folder.with_suffix(_LOCK)


def sweep(parent: Path) -> None:
    """Remove the folders under `parent` whose processes have ended.

    A lock is created before its folder and removed after it, so a folder without one is abandoned.
    """
    for lock in parent.glob(f"run-*{_LOCK}"):
        remove_if_abandoned(lock)
    for folder in parent.glob("run-*"):
        if folder.is_dir() and not folder.with_suffix(_LOCK).exists():
            shutil.rmtree(folder, ignore_errors=True)
