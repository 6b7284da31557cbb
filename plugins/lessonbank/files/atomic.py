"""Write files atomically: readers see the old file or the new one, never a part."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from lessonbank.files.locked_files import locked_file, remove_if_abandoned

_RETRIES = (0.01, 0.05, 0.25, 1.0)
"""Seconds between attempts while a virus scanner holds a file open."""
_FOLDER_RETRIES = (*_RETRIES, 2.0, 4.0)
"""Seconds between attempts to rename a folder; a scanner may open its files one by one."""


def write_bytes(path: Path, data: bytes) -> None:
    """Write all of `data` to `path` or nothing, and remove part files of killed processes.

    Raises OSError with `path` as its filename, whichever step fails.
    """
    try:
        _write(path, data)
    except OSError as error:
        if error.errno is not None:
            error.filename = str(path)
        raise


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    prefix, suffix = f".{path.name}.", ".part"
    for stale in path.parent.glob(f"{prefix}*{suffix}"):
        remove_if_abandoned(stale)
    with locked_file(path.parent, prefix, suffix) as (file, part), ExitStack() as undo:
        undo.callback(part.unlink, missing_ok=True)
        undo.callback(file.close)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        if sys.platform == "win32":  # Windows cannot rename an open file.
            file.close()
        replace(part, path)
        undo.pop_all()  # Keep the finished file.


def write_together(files: Mapping[Path, bytes], folder: Path) -> None:
    """Write all of `files`, or none if writing fails, for example because the disk is full.

    Writes their bytes into `folder` first, which must be on the same disk.
    """
    parts = {folder / str(number): path for number, path in enumerate(files)}
    for part, path in parts.items():
        part.write_bytes(files[path])
        path.parent.mkdir(parents=True, exist_ok=True)
        flush(part)
    for part, path in parts.items():
        replace(part, path)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with its line ends unchanged; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


@contextmanager
def appearing(target: Path, temporary: Path) -> Iterator[None]:
    """Move `temporary` over `target` after the block, or delete it if the block fails.

    Raise OSError with `target` as its filename.
    """
    try:
        yield
        replace(temporary, target)
    except OSError as error:
        error.filename = str(target)
        raise
    finally:
        temporary.unlink(missing_ok=True)


def replace(source: Path, target: Path) -> None:
    """Move `source` over `target`; on Windows, retry while another program has it open."""
    _retry(lambda: source.replace(target), _RETRIES)


def rename_folder(source: Path, target: Path) -> None:
    """Rename the folder `source` to `target`, which must not exist.

    On Windows, retry while a file in it is open. Raises PermissionError if the last attempt
    fails; the folder then keeps its old name.
    """
    _retry(lambda: source.rename(target), _FOLDER_RETRIES)


def _retry(move: Callable[[], object], pauses: Sequence[float]) -> None:
    """Retry `move` after each pause on Windows, which refuses to move open files."""
    for pause in pauses if sys.platform == "win32" else ():
        try:
            move()
        except PermissionError:
            time.sleep(pause)
        else:
            return
    move()


def flush(path: Path) -> None:
    """Flush the bytes of `path` to the disk, so that a rename never publishes an empty file."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
