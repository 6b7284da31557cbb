"""New files that are held by a lock for as long as the process that made them lives.

The system drops the lock when the process ends, however it ends. So whoever can take the lock
knows that the file is abandoned, without trusting process ids or clocks.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":

    def _take(_file: BinaryIO) -> bool:
        """Windows refuses to delete an open file: being open is the lock."""
        return True

else:
    import fcntl

    def _take(file: BinaryIO) -> bool:
        """Take the lock if it is free, and say whether the file still has a name."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return os.fstat(file.fileno()).st_nlink > 0


@contextmanager
def held(folder: Path, prefix: str, suffix: str) -> Iterator[tuple[BinaryIO, Path]]:
    """A new open file in `folder`, held until the block ends. The caller moves or removes it."""
    while True:
        handle, name = tempfile.mkstemp(dir=folder, prefix=prefix, suffix=suffix)
        with os.fdopen(handle, "wb") as file:
            # Another process may have judged the file abandoned before the lock was taken.
            if _take(file):
                yield file, Path(name)
                return


def remove_if_abandoned(path: Path) -> bool:
    """Remove a file made by `held` whose process is gone; say whether it is gone now."""
    try:
        with path.open("r+b") as file:
            if not _take(file):
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
