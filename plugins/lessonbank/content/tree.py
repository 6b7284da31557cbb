"""Where a project's files are read from: a folder, or a state of it that git remembers."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Tree(Protocol):
    """A project's files by their path from its root, with forward slashes."""

    def paths(self, folder: str) -> Sequence[str]:
        """Every regular file below `folder`, sorted; hidden ones and editors' leavings aside."""

    def read(self, path: str, limit: int) -> bytes:
        """The file, or its first `limit` bytes. Raises OSError."""


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


def _shown(name: str) -> bool:
    return not name.startswith(".") and not name.endswith("~")


class UnknownRevisionError(Exception):
    """Git knows no such revision here, or there is no git."""


def read_revision(root: Path, revision: str, folder: str = "content") -> Snapshot:
    """The files of `folder` as git remembers them. Raises UnknownRevisionError."""
    # A name that starts with a dash would be taken for an option.
    if revision.startswith("-"):
        raise UnknownRevisionError(f"'{revision}' is no revision")
    listing = _git(root, "ls-tree", "-r", "-z", revision, "--", f"{folder}/")
    blobs = dict(_entry(line) for line in listing.split(b"\0") if line)
    names = "".join(f"{blob}\n" for blob in blobs.values())
    contents = _git(root, "cat-file", "--batch", given=names.encode())
    return Snapshot(dict(zip(blobs, _batch(contents), strict=True)))


def _entry(line: bytes) -> tuple[str, str]:
    """Path and blob of one line of `git ls-tree`."""
    about, _, path = line.partition(b"\t")
    return path.decode("utf-8", "surrogateescape"), about.split()[2].decode("ascii")


def _batch(data: bytes) -> Sequence[bytes]:
    """The contents in the output of `git cat-file --batch`: a header, the bytes, a line end."""
    found: list[bytes] = []
    start = 0
    while start < len(data):
        end_of_header = data.index(b"\n", start)
        size = int(data[start:end_of_header].rpartition(b" ")[2])
        found.append(data[end_of_header + 1 : end_of_header + 1 + size])
        start = end_of_header + size + 2
    return found


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=True)  # noqa: S603
    except FileNotFoundError:
        raise UnknownRevisionError("git is not installed") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        raise UnknownRevisionError(said.removeprefix("fatal: ")) from error
    return done.stdout
