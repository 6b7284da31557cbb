"""Programs are found on PATH, never in the folder of the bank."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from lessonbank.files.programs import find_program

NAME = "lessonbank-example" + (".exe" if sys.platform == "win32" else "")


def program(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / NAME
    path.write_bytes(b"")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("before", ["", ".", "here", "../bank", os.pathsep])
def test_a_program_in_the_current_folder_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    (tmp_path / "bank").mkdir()
    monkeypatch.chdir(tmp_path / "bank")
    program(tmp_path / "bank")
    program(tmp_path / "bank" / "here")
    monkeypatch.setenv("PATH", before)
    assert find_program(NAME) is None
    there = program(tmp_path / "bin")
    monkeypatch.setenv("PATH", os.pathsep.join([before, str(tmp_path / "bin")]))
    assert find_program(NAME) == str(there)


def test_without_a_path_there_is_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PATH")
    assert find_program(NAME) is None
