"""Lock an open file, so that other processes can see that it is in use."""

from __future__ import annotations

import sys
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    _BYTE = 1 << 30
    """The byte to lock: far beyond the content, which other processes may read."""

    def try_lock(file: BinaryIO) -> bool:
        """Lock the file without waiting; return False if another process has locked it."""
        file.seek(_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(file: BinaryIO) -> bool:
        """Lock the file without waiting; return False if another process has locked it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
