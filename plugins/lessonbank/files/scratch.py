"""A folder for a run's unfinished files; what killed runs left goes with the next one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lessonbank.files.held import held, remove_if_abandoned

_LOCK = ".lock"


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """A new empty folder under `parent`, removed at the end; those of dead runs go as well."""
    parent.mkdir(parents=True, exist_ok=True)
    sweep(parent)
    try:
        with held(parent, "run-", _LOCK) as (_, lock):
            folder = lock.with_suffix("")
            folder.mkdir()
            yield folder
    finally:
        sweep(parent)


def sweep(parent: Path) -> None:
    """Remove the folders under `parent` whose runs are gone.

    A lock is made before its folder and removed after it, so a folder without one has no owner.
    """
    for lock in parent.glob(f"run-*{_LOCK}"):
        remove_if_abandoned(lock)
    for folder in parent.glob("run-*"):
        if folder.is_dir() and not folder.with_suffix(_LOCK).exists():
            shutil.rmtree(folder, ignore_errors=True)
