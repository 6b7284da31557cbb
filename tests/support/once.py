"""What several processes of one test session need is made by the first that asks for it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lessonbank.files.locks import exclusive_lock

PATIENCE = 600
"""Seconds that the others wait for it, on a busy machine."""


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder of the session, filled by `make`; the name is its own. Nobody may change it."""
    common = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        common = common.parent
    folder, done = common / name, common / f"{name}.done"
    with exclusive_lock(common / f"{name}.lock", f"tests that make {name}", wait=PATIENCE):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
