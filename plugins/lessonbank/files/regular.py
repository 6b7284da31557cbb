"""Regular files inside a folder, reached without following a link.

A link can lead anywhere: to a film that was withdrawn, to a file of the system, to its own parent.
So every file of a project is opened by its path from the project's root, and no link below that
root is followed. The root itself may be a link, since its owner chose it. Hard links to files
outside cannot be detected.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BufferedReader
from itertools import islice
from pathlib import Path

MAX_DEPTH = 30
"""Folders inside each other."""
MAX_ENTRIES = 50_000
"""Files and folders in one listing."""


class Kind(StrEnum):
    """Types of directory entry other than regular files and folders."""

    LINK = "link"
    PIPE = "pipe"
    SOCKET = "socket"
    DEVICE = "device"


class NotRegularError(OSError):
    """The path is not a regular file, or passes through a link or special file."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.ELOOP, "it is a link, or no regular file", path)


@dataclass(frozen=True, slots=True)
class Listing:
    """Contents of a folder: sorted paths from the root, with forward slashes.

    `irregular` are links and special files, by path; none is followed. `deep` are folders below
    `MAX_DEPTH`, which are not listed; `closed` are folders without read permission. `is_whole` is
    False if the listing stopped at `MAX_ENTRIES`.
    """

    files: tuple[str, ...] = ()
    irregular: tuple[tuple[str, Kind], ...] = ()
    deep: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    is_whole: bool = True


def kind_of(path: Path | str) -> Kind | None:
    """Return the type of `path`, or None if it is a folder, a regular file or missing."""
    try:
        return _kind(os.lstat(path))
    except OSError:
        return None


def _kind(found: os.stat_result) -> Kind | None:
    mode = found.st_mode
    # Windows sets this bit of the reparse tag on links and junctions.
    if stat.S_ISLNK(mode) or getattr(found, "st_reparse_tag", 0) & 0x2000_0000:
        return Kind.LINK
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    return {stat.S_IFIFO: Kind.PIPE, stat.S_IFSOCK: Kind.SOCKET}.get(stat.S_IFMT(mode), Kind.DEVICE)


def list_folder(root: Path, folder: str) -> Listing:
    """List everything below `folder`, hidden files included; a missing folder is empty."""
    if (found := _irregular_on_the_way(root, folder)) is not None:
        return Listing(irregular=(found,))
    files: list[str] = []
    irregular: list[tuple[str, Kind]] = []
    deep: list[str] = []
    closed: list[str] = []
    ahead = [(folder, 1)]
    room = MAX_ENTRIES
    while ahead and room >= 0:
        here, depth = ahead.pop()
        try:
            entries = list(islice(_entries(root / here), room + 1))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            closed.append(here)
            continue
        room -= len(entries)
        paths = [(f"{here}/{entry.name}", entry) for entry in entries]
        files += (path for path, entry in paths if entry.is_file)
        irregular += ((path, entry.irregular) for path, entry in paths if entry.irregular)
        inner = [path for path, entry in paths if entry.is_folder]
        if depth < MAX_DEPTH:
            ahead += ((path, depth + 1) for path in inner)
        else:
            deep += inner
    return Listing(
        *(
            tuple(sorted(files)),
            tuple(sorted(irregular)),
            tuple(sorted(deep)),
            tuple(sorted(closed)),
        ),
        is_whole=room >= 0,
    )


def _irregular_on_the_way(root: Path, path: str) -> tuple[str, Kind] | None:
    """Return the first part of `path` that is a link or special file, or None."""
    parts = path.split("/")
    ways = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    base = os.fspath(root)  # Paths are slow to join.
    return next(((way, kind) for way in ways if (kind := kind_of(f"{base}/{way}"))), None)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    is_file: bool = False
    is_folder: bool = False
    irregular: Kind | None = None


def _entries(folder: Path) -> Iterator[_Entry]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if os.name != "nt" and entry.is_file(follow_symlinks=False):  # No disk access.
                yield _Entry(entry.name, is_file=True)
            elif not _is_editors_lock(entry):
                found = entry.stat(follow_symlinks=False)
                irregular, is_folder = _kind(found), stat.S_ISDIR(found.st_mode)
                is_file = not irregular and not is_folder
                yield _Entry(entry.name, is_file, is_folder and not irregular, irregular)


def _is_editors_lock(entry: os.DirEntry[str]) -> bool:
    """Return whether the entry is Emacs's lock: a broken link next to an edited file."""
    return entry.name.startswith(".#") and entry.is_symlink() and not Path(entry.path).exists()


def open_regular(root: Path, path: str) -> BufferedReader:
    """Open a file for reading. Raises NotRegularError, or OSError if it cannot be read.

    Never blocks on a pipe.
    """
    if not stays_below(path):
        raise NotRegularError(path)
    parts = path.split("/")
    handle = _open_by_handle(root, parts) if _HAS_HANDLES else _open_by_name(root, parts)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotRegularError(path)
    return os.fdopen(handle, "rb")


def stays_below(path: str, *, on_windows: bool = os.name == "nt") -> bool:
    """Return whether a path with forward slashes names something below its root.

    On Windows, a drive (`C:film.mp4`), a stream (`film.mp4:more`) and a backslash lead elsewhere.
    """
    if on_windows and (":" in path or "\\" in path):
        return False
    parts = path.split("/")
    return all(parts) and not {".", ".."} & {*parts}


_HAS_HANDLES = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")


def _open_by_handle(root: Path, parts: list[str]) -> int:
    """Open each part relative to its parent, so that no part can be swapped meanwhile."""
    here = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for folder in parts[:-1]:
            inner = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=here)
            os.close(here)
            here = inner
        return os.open(parts[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=here)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENXIO):
            raise NotRegularError("/".join(parts)) from error
        raise
    finally:
        os.close(here)


def _open_by_name(root: Path, parts: list[str]) -> int:
    """Check each part by name (Windows), then check that the opened file is the checked one."""
    path = "/".join(parts)
    if _irregular_on_the_way(root, path) is not None:
        raise NotRegularError(path)
    before = (root / path).lstat()
    handle = os.open(root / path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    if not os.path.samestat(before, os.fstat(handle)):
        os.close(handle)
        raise NotRegularError(path)
    return handle


def read_regular(root: Path, path: str, limit: int) -> bytes:
    """Read at most `limit` bytes of the file. Raises OSError."""
    with open_regular(root, path) as file:
        return file.read(limit)


def size_of(root: Path, path: str) -> int:
    """Return the file's size in bytes. Raises OSError."""
    with open_regular(root, path) as file:
        return os.fstat(file.fileno()).st_size


def is_regular(root: Path, path: str) -> bool:
    """Return whether `path` is a regular file reached through no link."""
    stays = stays_below(path) and _irregular_on_the_way(root, path) is None
    return stays and (root / path).is_file()


def copy_regular(root: Path, path: str, target: Path) -> None:
    """Copy a file to `target` and create its folder if needed. Raises OSError."""
    with open_regular(root, path) as source:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as copy:
            shutil.copyfileobj(source, copy)


def refuse_links(root: Path, path: str) -> None:
    """Raise NotRegularError if `path` is or passes through a link; `path` may be missing."""
    if (found := _irregular_on_the_way(root, path)) is not None:
        raise NotRegularError(found[0])
