"""Locks between processes, released by the system even if a process is killed.

`exclusive_lock` locks one file. `shared_use` lets several processes use a folder at once;
`exclusive_use` waits until no other process uses it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from lessonbank.files.flock import try_lock
from lessonbank.files.locked_files import locked_file, remove_if_abandoned

_POLL = 0.1
"""Seconds between attempts to take a lock."""
_PREFIX, _SUFFIX = "in-use-", ".lock"


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a lock: its work, its id and the time it started."""

    work: str
    process: int
    since: str

    @classmethod
    def me(cls, work: str) -> Holder:
        now = datetime.now(UTC).astimezone()
        return cls(work, os.getpid(), f"{now:%Y-%m-%d %H:%M:%S}")

    def __str__(self) -> str:
        return f"{self.work} (process {self.process}), since {self.since}"


class BusyError(Exception):
    """The lock was not released in time. `holder` is None if unknown."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        super().__init__(f"{path} is locked by {holder or 'another process'}")
        self.path = path
        self.holder = holder


Waiting = Callable[[Holder | None], None]
"""Called once with the holder of the lock before waiting for it."""


@contextmanager
def exclusive_lock(
    path: Path, work: str, *, wait: float = 0, waiting: Waiting | None = None
) -> Iterator[None]:
    """Hold the lock file `path` during the block; `work` is shown to waiting processes.

    Raises BusyError if it is not free within `wait` seconds. Removes the file at the end.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _wait_for(lambda: _open(path), lambda: _holder(path), path, wait, waiting) as file:
        file.seek(0)
        file.truncate()
        file.write(json.dumps(asdict(Holder.me(work))).encode())
        file.flush()
        try:
            yield
        finally:
            if sys.platform != "win32":
                path.unlink(missing_ok=True)
    if sys.platform == "win32":
        _remove(path)


def _open(path: Path) -> BinaryIO | None:
    """Open and lock the lock file; return None while another process holds it."""
    file = path.open("a+b")
    if try_lock(file) and _is_at(file, path):
        return file
    file.close()
    return None


def _is_at(file: BinaryIO, path: Path) -> bool:
    """Return whether `path` is still the opened file, not a replacement."""
    if sys.platform == "win32":  # Windows cannot remove an open file.
        return True
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        return  # The next process has already opened it.


def _holder(path: Path) -> Holder | None:
    try:
        said = json.loads(path.read_bytes())
        return Holder(str(said["work"]), int(said["process"]), str(said["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # Locked but not yet written.


@contextmanager
def _wait_for(
    attempt: Callable[[], BinaryIO | None],
    holder: Callable[[], Holder | None],
    path: Path,
    wait: float,
    waiting: Waiting | None,
) -> Iterator[BinaryIO]:
    end, is_told = time.monotonic() + wait, False
    while (file := attempt()) is None:
        if time.monotonic() >= end:
            raise BusyError(path, holder())
        if not is_told and waiting is not None:
            waiting(holder())
            is_told = True
        time.sleep(_POLL)
    with file:
        yield file


@contextmanager
def shared_use(
    folder: Path, work: str, *, wait: float = 0, waiting: Waiting | None = None
) -> Iterator[None]:
    """Use `folder` during the block, as other processes may, but not during `exclusive_use`.

    Raises BusyError if exclusive use lasts longer than `wait` seconds.
    """
    with ExitStack() as use:
        with exclusive_lock(folder / "gate.lock", work, wait=wait, waiting=waiting):
            _users(folder)  # Removes files of killed processes.
            file, path = use.enter_context(locked_file(folder, _PREFIX, _SUFFIX))
            file.write(json.dumps(asdict(Holder.me(work))).encode())
            file.flush()
        try:
            yield
        finally:
            file.close()  # Windows cannot remove an open file.
            path.unlink(missing_ok=True)


@contextmanager
def exclusive_use(
    folder: Path, work: str, *, wait: float = 0, waiting: Waiting | None = None
) -> Iterator[None]:
    """Use `folder` during the block while no other process does.

    Raises BusyError if it is in use for longer than `wait` seconds.
    """
    end, is_told = time.monotonic() + wait, False
    while True:
        left = max(0.0, end - time.monotonic())
        with exclusive_lock(folder / "gate.lock", work, wait=left, waiting=waiting):
            users = _users(folder)
            if not users:
                yield
                return
        holder = _holder(users[0])
        if time.monotonic() >= end:
            raise BusyError(folder, holder)
        if not is_told and waiting is not None:
            waiting(holder)
            is_told = True
        time.sleep(_POLL)  # Release the gate meanwhile, so that other users can start and end.


def _users(folder: Path) -> list[Path]:
    """Return the files of processes that use the folder, and remove those of ended ones."""
    files = folder.glob(f"{_PREFIX}*{_SUFFIX}")
    return [file for file in files if not remove_if_abandoned(file)]
