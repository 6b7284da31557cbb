"""A built bank, copied for each test that changes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sites import built, run
from takedowns import write_bank


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the bank and its site once; do not change them."""
    root = write_bank(tmp_path_factory.mktemp("takedown") / "bank")
    run(root, "lessonbank", "media", "--lock")
    built(root)
    return root


@pytest.fixture
def bank(made: Path, tmp_path: Path) -> Path:
    """Copy the built bank, for a test to change."""
    return Path(shutil.copytree(made, tmp_path / "bank"))
