"""A bank as `lessonbank new` makes it, for guides that begin there."""

from __future__ import annotations

from pathlib import Path

import pytest

from guides import Sample
from new_banks import BANK
from once import once
from walking import Walk


@pytest.fixture(scope="session")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bank as `lessonbank new` makes it, built once, so that its film is encoded."""
    made = once(tmp_path_factory, "new-bank", lambda folder: _make(folder / "reader"))
    return made / "reader/work" / BANK


def _make(home: Path) -> None:
    walk = Walk(home)
    made = f"$ lessonbank new {BANK} --yes\n$ cd {BANK}\n$ lessonbank build\n"
    walk.do(Sample("the start", 0, "console", "", made))
