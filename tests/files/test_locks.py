"""Locks between processes, released by the system when a process ends."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lessonbank.files.locks import BusyError, exclusive_lock, exclusive_use, shared_use

PROGRAM = """
import sys, time
from pathlib import Path
from lessonbank.files import locks
with getattr(locks, sys.argv[1])(Path(sys.argv[2]), "another program", wait=5):
    print("in", flush=True)
    time.sleep(60)
"""


@contextmanager
def another(way: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Start another process that holds a lock until it is killed."""
    command = [sys.executable, "-c", PROGRAM, way, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        try:
            yield process
        finally:
            process.kill()


def test_one_process_holds_a_lock_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a" / "site.lock"
    with another("exclusive_lock", path) as process:
        with pytest.raises(BusyError) as busy, exclusive_lock(path, "mine", wait=0.2):
            pytest.fail("two hold it")
        assert busy.value.holder is not None
        assert (busy.value.holder.work, busy.value.holder.process) == (
            "another program",
            process.pid,
        )
        process.kill()
        process.wait()
        with exclusive_lock(path, "mine"):
            assert path.exists()
    assert not path.exists()


def test_a_waiting_process_gets_the_lock_when_it_is_free(tmp_path: Path) -> None:
    path, told = tmp_path / "lock", []
    with another("exclusive_lock", path) as process:
        threading.Timer(0.3, process.kill).start()
        with exclusive_lock(path, "mine", wait=10, waiting=lambda holder: told.append(str(holder))):
            pass
    assert len(told) == 1
    assert told[0].startswith("another program (process ")


def test_threads_take_the_lock_in_turn(tmp_path: Path) -> None:
    inside, most = [], []

    def work() -> None:
        for _ in range(5):
            with exclusive_lock(tmp_path / "lock", "a thread", wait=30):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.001)
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len(most) == 15
    assert not list(tmp_path.iterdir())


def test_shared_use_excludes_exclusive_use(tmp_path: Path) -> None:
    used = pytest.raises(BusyError, match=r"another program|mine")
    with another("shared_use", tmp_path), shared_use(tmp_path, "mine"), used:
        exclusive_use(tmp_path, "purge").__enter__()
    with exclusive_use(tmp_path, "purge"), pytest.raises(BusyError, match="purge"):
        shared_use(tmp_path, "mine").__enter__()  # The other was killed.
    assert not list(tmp_path.iterdir())


def test_files_of_killed_users_are_removed_by_the_next(tmp_path: Path) -> None:
    with another("shared_use", tmp_path):
        pass
    assert len(list(tmp_path.iterdir())) == 1
    with shared_use(tmp_path, "mine"):
        pass
    assert not list(tmp_path.iterdir())
