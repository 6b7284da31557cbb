"""Atomic writes leave the old file or the new one, even if a writer is killed."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lessonbank.files import atomic
from lessonbank.files.locked_files import locked_file, remove_if_abandoned

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


def test_the_next_writer_removes_files_of_a_killed_one(tmp_path: Path) -> None:
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


def test_a_locked_file_is_not_abandoned(tmp_path: Path) -> None:
    with locked_file(tmp_path, "x", ".part") as (_, path):
        assert not remove_if_abandoned(path)
        assert path.exists()
    assert remove_if_abandoned(path)
    assert not path.exists()
    assert remove_if_abandoned(path)


def refusing(monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> list[float]:
    """Imitate a Windows that refuses to move a path several times; return the pauses."""
    move, waited = getattr(Path, name), list[float]()
    refusals = iter(range(times))

    def refuse(path: Path, target: Path) -> Path:
        if next(refusals, None) is not None:
            raise PermissionError(13, "The process cannot access the file", str(path))
        return move(path, target)

    monkeypatch.setattr(atomic.sys, "platform", "win32")
    monkeypatch.setattr(atomic.time, "sleep", waited.append)
    monkeypatch.setattr(Path, name, refuse)
    return waited


@pytest.mark.parametrize("times", [0, 1, 5])
def test_a_folder_with_an_open_file_is_moved_once_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "index.html").write_text("one", encoding="utf-8")
    waited = refusing(monkeypatch, "rename", times)
    atomic.rename_folder(folder, tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "one"
    assert len(waited) == times
    assert waited == sorted(waited)


def test_a_folder_that_stays_open_keeps_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    waited = refusing(monkeypatch, "rename", 100)
    with pytest.raises(PermissionError):
        atomic.rename_folder(folder, tmp_path / "site")
    assert list(tmp_path.iterdir()) == [folder]
    assert 5 <= sum(waited) <= 10


def test_a_file_that_a_scanner_holds_is_replaced_once_it_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.json"
    atomic.write_text(target, "one")
    refusing(monkeypatch, "replace", 2)
    atomic.replace(target, tmp_path / "b.json")
    assert (tmp_path / "b.json").read_text(encoding="utf-8") == "one"
