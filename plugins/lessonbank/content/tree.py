"""Where a project's files are read from: a folder, or memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lessonbank.files.composed import composed


class Tree(Protocol):
    """A project's files by their path from its root, with forward slashes."""

    def paths(self, folder: str) -> Sequence[str]:
        """Every regular file below `folder`, sorted; hidden ones and editors' leavings aside."""

    def read(self, path: str, limit: int) -> bytes:
        """The file, or its first `limit` bytes. Raises OSError."""

    def size(self, path: str) -> int:
        """How many bytes the file has. Raises OSError."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The project as it is on disk."""

    root: Path

    def paths(self, folder: str) -> Sequence[str]:
        found: list[str] = []
        for parent, folders, files in os.walk(self.root / folder):
            folders[:] = [name for name in folders if _shown(name)]
            prefix = Path(parent).relative_to(self.root).as_posix()
            here = Path(parent)
            found += [
                f"{prefix}/{name}" for name in files if _shown(name) and (here / name).is_file()
            ]
        return sorted(found)

    def read(self, path: str, limit: int) -> bytes:
        with (self.root / path).open("rb") as file:
            return file.read(limit)

    def size(self, path: str) -> int:
        return (self.root / path).stat().st_size


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A project's files held in memory."""

    files: Mapping[str, bytes]

    def paths(self, folder: str) -> Sequence[str]:
        return sorted(path for path in self.files if path.startswith(f"{folder}/"))

    def read(self, path: str, limit: int) -> bytes:
        try:
            return self.files[path][:limit]
        except KeyError:
            raise FileNotFoundError(path) from None

    def size(self, path: str) -> int:
        return len(self.read(path, sys.maxsize))


class Composed:
    """A tree whose names below one folder have composed accents (NFC), as content writes them."""

    def __init__(self, tree: Tree, folder: str) -> None:
        self._tree = tree
        written = {composed(path): path for path in tree.paths(folder)}
        self._written = {name: path for name, path in written.items() if name != path}

    def paths(self, folder: str) -> Sequence[str]:
        found = self._tree.paths(folder)
        if not self._written:
            return found
        known = {path: name for name, path in self._written.items()}
        return sorted({known.get(path, path) for path in found})

    def read(self, path: str, limit: int) -> bytes:
        return self._tree.read(self._written.get(path, path), limit)

    def size(self, path: str) -> int:
        return self._tree.size(self._written.get(path, path))


def _shown(name: str) -> bool:
    return not name.startswith(".") and not name.endswith("~")
