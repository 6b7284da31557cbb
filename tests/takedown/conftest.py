"""One built bank, copied for each test that takes something out of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from once import once
from sites import built, run
from takedowns import write_bank


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bank with its site; nobody changes it."""

    def make(folder: Path) -> None:
        root = write_bank(folder / "bank")
        run(root, "lessonbank", "media", "--lock")
        built(root)

    return once(tmp_path_factory, "takedown", make) / "bank"


@pytest.fixture
def bank(made: Path, tmp_path: Path) -> Path:
    """A copy to do as one likes with."""
    return Path(shutil.copytree(made, tmp_path / "bank"))
