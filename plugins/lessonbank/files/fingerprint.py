"""SHA-256 of large files, computed again only when size, time or inode has changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from lessonbank.files import atomic
from lessonbank.files.regular import open_regular


@dataclass(frozen=True)
class Stamp:
    """Size in bytes, modification time in ns and inode of a file when it was read."""

    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """Return the stamp of the file now. Raises OSError if it is missing."""
        stat = path.stat()
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ino)


class FingerprintIndex:
    """Cache of the fingerprints computed on this machine; its file can be deleted safely."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._taken = _read(path)
        self._changed = False

    def get(self, path: Path, stamp: Stamp) -> str | None:
        """Return the SHA-256 of `path` recorded with `stamp`, or None."""
        taken = self._taken.get(str(path.resolve()))
        return taken[1] if taken and taken[0] == stamp else None

    def put(self, path: Path, stamp: Stamp, sha256: str) -> None:
        """Record a fingerprint."""
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
    """Return the file's SHA-256 in hex; take it from `index` if its stamp is unchanged."""
    before = Stamp.of(path)
    known = index.get(path, before) if index else None
    if known:
        return known
    with open_regular(path.parent, path.name) as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    # Skip a file that changed during reading, for example one still being copied.
    if index and Stamp.of(path) == before:
        index.put(path, before, sha256)
    return sha256


def _read(path: Path) -> dict[str, tuple[Stamp, str]]:
    """Read the index on disk; treat an unreadable one as empty, since it is only a cache."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: (Stamp(size, mtime_ns, inode), sha256)
            for name, (size, mtime_ns, inode, sha256) in entries.items()
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
