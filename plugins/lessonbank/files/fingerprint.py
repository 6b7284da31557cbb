"""SHA-256 of large files, read again only when the file looks changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from lessonbank.files import atomic
from lessonbank.files.regular import open_regular


@dataclass(frozen=True)
class Stamp:
    """What a file looked like when it was read: bytes, modification time in ns, inode."""

    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """The stamp of the file now; OSError where there is none."""
        stat = path.stat()
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ino)


class FingerprintIndex:
    """The fingerprints this machine has taken, in one local file that may be deleted freely."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._taken = _read(path)
        self._changed = False

    def get(self, path: Path, stamp: Stamp) -> str | None:
        """The SHA-256 taken of `path` when it looked like `stamp`, if any."""
        taken = self._taken.get(str(path.resolve()))
        return taken[1] if taken and taken[0] == stamp else None

    def put(self, path: Path, stamp: Stamp, sha256: str) -> None:
        """Remember a fingerprint."""
        self._taken[str(path.resolve())] = (stamp, sha256)
        self._changed = True

    def save(self) -> None:
        """Write the index if anything was added."""
        if self._changed:
            entries = {
                name: [stamp.size, stamp.mtime_ns, stamp.inode, sha256]
                for name, (stamp, sha256) in self._taken.items()
            }
            atomic.write_text(self._path, json.dumps(entries, indent=0, sort_keys=True) + "\n")
            self._changed = False


def fingerprint(path: Path, index: FingerprintIndex | None = None) -> str:
    """SHA-256 of the file in hex; without reading it when `index` knows it by its stamp."""
    before = Stamp.of(path)
    known = index.get(path, before) if index else None
    if known:
        return known
    with open_regular(path.parent, path.name) as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    # A file still being copied would be remembered under a stamp that is not its own.
    if index and Stamp.of(path) == before:
        index.put(path, before, sha256)
    return sha256


def _read(path: Path) -> dict[str, tuple[Stamp, str]]:
    """The index on disk; an unreadable one is as good as none, for it is only a memory."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: (Stamp(size, mtime_ns, inode), sha256)
            for name, (size, mtime_ns, inode, sha256) in entries.items()
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
