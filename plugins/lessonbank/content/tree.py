"""Read a project's files from a folder or from memory."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from lessonbank.files.regular import Listing, list_folder, read_regular, size_of
from lessonbank.files.unicode_names import nfc


class Tree(Protocol):
    """A project's files by path from its root, with forward slashes. Links are not followed."""

    def listing(self, folder: str) -> Listing:
        """List the contents of `folder`, without hidden files and editors' backups."""

    def paths(self, folder: str) -> Sequence[str]:
        """Return the files below `folder`."""

    def read(self, path: str, limit: int) -> bytes:
        """Return the file's first `limit` bytes. Raise OSError."""

    def size(self, path: str) -> int:
        """Return the file's size in bytes. Raise OSError."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A project on disk."""

    root: Path

    def listing(self, folder: str) -> Listing:
        found = list_folder(self.root, folder)
        shown = (path for path in found.files if _is_shown(path.removeprefix(f"{folder}/")))
        return replace(found, files=tuple(shown))

    def paths(self, folder: str) -> Sequence[str]:
        return self.listing(folder).files

    def read(self, path: str, limit: int) -> bytes:
        return read_regular(self.root, path, limit)

    def size(self, path: str) -> int:
        return size_of(self.root, path)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A project's files held in memory."""

    files: Mapping[str, bytes]

    def listing(self, folder: str) -> Listing:
        below = (path for path in self.files if path.startswith(f"{folder}/"))
        shown = (path for path in below if _is_shown(path.removeprefix(f"{folder}/")))
        return Listing(tuple(sorted(shown)))

    def paths(self, folder: str) -> Sequence[str]:
        return self.listing(folder).files

    def read(self, path: str, limit: int) -> bytes:
        try:
            return self.files[path][:limit]
        except KeyError:
            raise FileNotFoundError(path) from None

    def size(self, path: str) -> int:
        return len(self.read(path, sys.maxsize))


@dataclass(frozen=True, slots=True)
class Laid:
    """A tree with further files laid over it, as if they had been written. They are in memory."""

    tree: Tree
    over: Mapping[str, bytes]

    def listing(self, folder: str) -> Listing:
        found = self.tree.listing(folder)
        added = (path for path in self.over if path.startswith(f"{folder}/"))
        return replace(found, files=tuple(sorted({*found.files, *added})))

    def paths(self, folder: str) -> Sequence[str]:
        return self.listing(folder).files

    def read(self, path: str, limit: int) -> bytes:
        return self.over[path][:limit] if path in self.over else self.tree.read(path, limit)

    def size(self, path: str) -> int:
        return len(self.over[path]) if path in self.over else self.tree.size(path)


@dataclass(frozen=True, slots=True)
class Part:
    """A tree without the files that `hides` names."""

    tree: Tree
    hides: Callable[[str], bool]

    def listing(self, folder: str) -> Listing:
        found = self.tree.listing(folder)
        return replace(found, files=tuple(path for path in found.files if not self.hides(path)))

    def paths(self, folder: str) -> Sequence[str]:
        return self.listing(folder).files

    def read(self, path: str, limit: int) -> bytes:
        return self.tree.read(path, limit)

    def size(self, path: str) -> int:
        return self.tree.size(path)


class Composed:
    """A tree whose file names below one folder have composed accents (NFC), as in content."""

    def __init__(self, tree: Tree, folder: str) -> None:
        self._tree = tree
        written = {nfc(path): path for path in tree.paths(folder)}
        self._written = {name: path for name, path in written.items() if name != path}

    def listing(self, folder: str) -> Listing:
        found = self._tree.listing(folder)
        if not self._written:
            return found
        known = {path: name for name, path in self._written.items()}
        return replace(found, files=tuple(sorted({known.get(path, path) for path in found.files})))

    def paths(self, folder: str) -> Sequence[str]:
        return self.listing(folder).files

    def read(self, path: str, limit: int) -> bytes:
        return self._tree.read(self._written.get(path, path), limit)

    def size(self, path: str) -> int:
        return self._tree.size(self._written.get(path, path))


def _is_shown(path: str) -> bool:
    return not path.endswith("~") and not any(part.startswith(".") for part in path.split("/"))
