"""Writing a file so that readers see the old one or the new one and never a part."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from lessonbank.files.held import held, remove_if_abandoned

_PATIENCE = (0.01, 0.05, 0.25, 1.0)
"""Seconds between tries while a scanner looks at a file."""
_MORE_PATIENCE = (*_PATIENCE, 2.0, 4.0)
"""The same for a folder, of which a scanner or an open page may hold one file after another."""


def write_bytes(path: Path, data: bytes) -> None:
    """Write the whole of `data` to `path` or nothing, and clear what killed writers left.

    An OSError has the name of `path`, whichever step it comes from.
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
    with held(path.parent, prefix, suffix) as (file, part), ExitStack() as undo:
        undo.callback(part.unlink, missing_ok=True)
        undo.callback(file.close)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        if sys.platform == "win32":  # an open file cannot be renamed there
            file.close()
        replace(part, path)
        undo.pop_all()  # Nothing is left to undo.


def write_together(files: Mapping[Path, bytes], folder: Path) -> None:
    """Write all of `files`, or none if the disk is full or the like.

    Their bytes are first written into `folder`, which has to be on the same disk.
    """
    parts = {folder / str(number): path for number, path in enumerate(files)}
    for part, path in parts.items():
        part.write_bytes(files[path])
        path.parent.mkdir(parents=True, exist_ok=True)
        flush(part)
    for part, path in parts.items():
        replace(part, path)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with its line ends as they are; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def replace(source: Path, target: Path) -> None:
    """Move `source` over `target`; on Windows wait while a scanner holds the target."""
    _patiently(lambda: source.replace(target), _PATIENCE)


def rename_folder(source: Path, target: Path) -> None:
    """Give the folder `source` the name `target`, which nothing has.

    On Windows wait while a file in it is open. Raises PermissionError if that goes on for long;
    the folder then has its old name.
    """
    _patiently(lambda: source.rename(target), _MORE_PATIENCE)


def _patiently(move: Callable[[], object], pauses: Sequence[float]) -> None:
    """On Windows, which refuses to move what is open, try again after each pause."""
    for pause in pauses if sys.platform == "win32" else ():
        try:
            move()
        except PermissionError:
            time.sleep(pause)
        else:
            return
    move()


def flush(path: Path) -> None:
    """Have the system write `path` to the disk before its name is used."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
