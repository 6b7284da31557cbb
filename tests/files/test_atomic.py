"""A file is the old one or the new one, whoever is killed on the way."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lessonbank.files import atomic
from lessonbank.files.held import held, remove_if_abandoned

WRITER = """
import os, sys
from pathlib import Path
from lessonbank.files import atomic
atomic.replace = lambda source, target: os.kill(os.getpid(), 9)
atomic.write_text(Path(sys.argv[1]), "new")
"""


def test_a_write_makes_its_folders_and_leaves_one_file(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b.json"
    atomic.write_text(target, "one\n")
    atomic.write_text(target, "zwei \u2713\n")
    assert target.read_bytes() == "zwei \u2713\n".encode()
    assert list(target.parent.iterdir()) == [target]


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "b.json"
    atomic.write_text(target, "old")

    def fail(_source: Path, _target: Path) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(atomic, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        atomic.write_text(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_killed_writer_is_cleared_by_the_next(tmp_path: Path) -> None:
    target = tmp_path / "b.json"
    atomic.write_text(target, "old")
    killed = subprocess.run([sys.executable, "-c", WRITER, str(target)], check=False)
    assert killed.returncode != 0
    assert target.read_text(encoding="utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 2
    atomic.write_text(target, "newer")
    assert target.read_text(encoding="utf-8") == "newer"
    assert list(tmp_path.iterdir()) == [target]


def test_many_writers_leave_one_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "b.json"
    texts = [str(number) * 10_000 for number in range(10)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda text: atomic.write_text(target, text), texts * 5))
    assert target.read_text(encoding="utf-8") in texts
    assert list(tmp_path.iterdir()) == [target]


def test_a_held_file_is_not_abandoned(tmp_path: Path) -> None:
    with held(tmp_path, "x", ".part") as (_, path):
        assert not remove_if_abandoned(path)
        assert path.exists()
    assert remove_if_abandoned(path)
    assert not path.exists()
    assert remove_if_abandoned(path)
