"""Locks between processes, which the system drops when a process ends, however it ends.

`alone` keeps everybody else away from a thing. `together` lets many use a folder at once, and
`by_oneself` waits until none of them does.
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

from lessonbank.files.held import held, remove_if_abandoned

_POLL = 0.1
"""Seconds between two looks at a lock that is taken."""
_PREFIX, _SUFFIX = "in-use-", ".lock"

if sys.platform == "win32":
    import msvcrt

    _BYTE = 1 << 30
    """The byte that is locked: far behind the words, which others may read."""

    def _take(file: BinaryIO) -> bool:
        file.seek(_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: what the process does, its id, and since when."""

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
    """The lock was not free in time. `holder` is None where nobody has said who holds it."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        super().__init__(f"{path} is locked by {holder or 'another process'}")
        self.path = path
        self.holder = holder


Waiting = Callable[[Holder | None], None]
"""Told once who holds the lock, when there is something to wait for."""


@contextmanager
def alone(
    path: Path, work: str, *, wait: float = 0, waiting: Waiting | None = None
) -> Iterator[None]:
    """Hold the lock file `path` for the length of the block; `work` tells others what for.

    Raises BusyError if it is not free within `wait` seconds. The file is removed at the end.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _patiently(lambda: _open(path), lambda: _holder(path), path, wait, waiting) as file:
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
    """The open lock file, locked; None while another process holds it."""
    file = path.open("a+b")
    if _take(file) and _is_at(file, path):
        return file
    file.close()
    return None


def _is_at(file: BinaryIO, path: Path) -> bool:
    """Whether the file has not lost its name to another since it was opened."""
    if sys.platform == "win32":  # Nobody can remove an open file there.
        return True
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        return  # The next process has it open already.


def _holder(path: Path) -> Holder | None:
    try:
        said = json.loads(path.read_bytes())
        return Holder(str(said["work"]), int(said["process"]), str(said["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # It has only just been taken.


@contextmanager
def _patiently(
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
def together(
    folder: Path, work: str, *, wait: float = 0, waiting: Waiting | None = None
) -> Iterator[None]:
    """Use `folder` with others for the length of the block, and with nobody who is `by_oneself`.

    Raises BusyError if somebody is for longer than `wait` seconds.
    """
    with ExitStack() as use:
        with alone(folder / "gate.lock", work, wait=wait, waiting=waiting):
            _users(folder)  # Removes what killed processes left.
            file, path = use.enter_context(held(folder, _PREFIX, _SUFFIX))
            file.write(json.dumps(asdict(Holder.me(work))).encode())
            file.flush()
        try:
            yield
        finally:
            file.close()  # Windows removes no open file.
            path.unlink(missing_ok=True)


@contextmanager
def by_oneself(
    folder: Path, work: str, *, wait: float = 0, waiting: Waiting | None = None
) -> Iterator[None]:
    """Use `folder` while nobody else does. Raises BusyError as `together` does."""
    end, is_told = time.monotonic() + wait, False
    while True:
        left = max(0.0, end - time.monotonic())
        with alone(folder / "gate.lock", work, wait=left, waiting=waiting):
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
        time.sleep(_POLL)  # The gate is open meanwhile: users may need others to end.


def _users(folder: Path) -> list[Path]:
    """The files of processes that use the folder now; those of dead ones are removed."""
    files = folder.glob(f"{_PREFIX}*{_SUFFIX}")
    return [file for file in files if not remove_if_abandoned(file)]
