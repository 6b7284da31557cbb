"""Temporary folders of killed processes are removed; those of running ones stay."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessonbank.files.scratch import scratch, sweep

Run = tuple[subprocess.Popen[str], Path]

RUN = """
import sys, time
from pathlib import Path
from lessonbank.files.scratch import scratch
with scratch(Path(sys.argv[1])) as folder:
    (folder / "half.mp4").write_bytes(b"half")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other_run(tmp_path: Path) -> Iterator[Run]:
    run = subprocess.Popen(
        [sys.executable, "-c", RUN, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    with run:
        assert run.stdout
        yield run, Path(run.stdout.readline().strip())
        run.kill()


def test_nothing_is_left_at_the_end(tmp_path: Path) -> None:
    with scratch(tmp_path) as folder:
        (folder / "half.mp4").write_bytes(b"half")
    assert not list(tmp_path.iterdir())


def test_nothing_is_left_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError), scratch(tmp_path) as folder:
        folder.mkdir()
    assert not list(tmp_path.iterdir())


def test_the_folder_of_a_running_process_stays(tmp_path: Path, other_run: Run) -> None:
    _, folder = other_run
    sweep(tmp_path)
    with scratch(tmp_path):
        pass
    assert (folder / "half.mp4").exists()


def test_the_next_run_removes_the_folder_of_a_killed_one(tmp_path: Path, other_run: Run) -> None:
    run, folder = other_run
    run.kill()
    run.wait()
    assert (folder / "half.mp4").exists()
    with scratch(tmp_path):
        assert not folder.exists()
    assert not list(tmp_path.iterdir())


def test_a_sweep_that_was_killed_half_way_is_finished(tmp_path: Path) -> None:
    (tmp_path / "run-x").mkdir()
    (tmp_path / "run-x" / "half.mp4").write_bytes(b"half")
    sweep(tmp_path)
    assert not list(tmp_path.iterdir())
