"""A small bank's site, before and after one of its clips is withdrawn."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from once import once
from packed import Ready, ready, write_packed


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bank with both of its sites. Nobody may change it."""
    return once(tmp_path_factory, "packed bank", write_packed)


@pytest.fixture(scope="session")
def whole(bank: Path) -> Ready:
    return ready(bank, "whole")


@pytest.fixture(scope="session")
def reduced(bank: Path) -> Ready:
    return ready(bank, "reduced")


@pytest.fixture
def own_bank(bank: Path, tmp_path: Path) -> Path:
    """A copy of the bank to change."""
    return Path(shutil.copytree(bank, tmp_path / "bank"))
