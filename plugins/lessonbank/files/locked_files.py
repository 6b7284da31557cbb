"""Temporary files that stay locked while the process that created them lives.

The system releases the lock when the process ends, even if it is killed. So a file that can be
locked is abandoned; no process id or clock is needed to tell.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lessonbank.files.flock import try_lock


def _own(file: BinaryIO) -> bool:
    """Lock the file if it is free; return whether it is locked now and not deleted.

    On Windows an open file cannot be deleted, so opening it is lock enough.
    """
    if sys.platform == "win32":
        return True
    return try_lock(file) and os.fstat(file.fileno()).st_nlink > 0


@contextmanager
def locked_file(folder: Path, prefix: str, suffix: str) -> Iterator[tuple[BinaryIO, Path]]:
    """Create a file in `folder`, open and locked during the block.

    The caller must move or remove it.
    """
    while True:
        handle, name = tempfile.mkstemp(dir=folder, prefix=prefix, suffix=suffix)
        with os.fdopen(handle, "wb") as file:
            # Another process may have removed the file before it was locked.
            if _own(file):
                yield file, Path(name)
                return


def is_in_use(path: Path) -> bool:
    """Return whether another process holds a file of `locked_file`; on Windows, if it is there."""
    try:
        with path.open("r+b") as file:
            return sys.platform == "win32" or not try_lock(file)
    except FileNotFoundError:
        return False
    except PermissionError:
        return True


def remove_if_abandoned(path: Path) -> bool:
    """Remove a file of `locked_file` whose process has ended; return whether it is gone."""
    try:
        with path.open("r+b") as file:
            if not _own(file):
                return False
            if sys.platform != "win32":
                path.unlink()
        if sys.platform == "win32":
            path.unlink()
    except FileNotFoundError:
        return True
    except PermissionError:
        return False
    return True
