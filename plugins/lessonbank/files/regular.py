"""Regular files inside a folder, reached without following a link.

A link can lead anywhere: to a film that was withdrawn, to a file of the system, to its own parent.
So every file of a project is opened by its path from the project's root, and no link below that
root is followed. The root itself may be reached by links: its owner chose it. A hard link to a
file outside cannot be told from the file.
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
    """What stands in a folder where a regular file or a folder belongs."""

    LINK = "link"
    PIPE = "pipe"
    SOCKET = "socket"
    DEVICE = "device"


class NotRegularError(OSError):
    """A path that is, or passes through, something other than a folder or a regular file."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.ELOOP, "it is a link, or no regular file", path)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a folder holds, as paths from its root with forward slashes, each tuple sorted.

    `strays` are the entries that are neither folders nor regular files, by path; none was
    followed. `deep` are folders below `MAX_DEPTH`, which were not entered, and `closed` those that
    the system does not let be read. `is_whole` is False where the listing ends after `MAX_ENTRIES`.
    """

    files: tuple[str, ...] = ()
    strays: tuple[tuple[str, Kind], ...] = ()
    deep: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    is_whole: bool = True


def kind_of(path: Path) -> Kind | None:
    """What `path` itself is, if it is there and neither a folder nor a regular file."""
    try:
        return _kind(path.lstat())
    except OSError:
        return None


def _kind(found: os.stat_result) -> Kind | None:
    mode = found.st_mode
    # Windows marks links, junctions among them, by this bit of the tag.
    if stat.S_ISLNK(mode) or getattr(found, "st_reparse_tag", 0) & 0x2000_0000:
        return Kind.LINK
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    return {stat.S_IFIFO: Kind.PIPE, stat.S_IFSOCK: Kind.SOCKET}.get(stat.S_IFMT(mode), Kind.DEVICE)


def list_folder(root: Path, folder: str) -> Listing:
    """Everything below `folder`, hidden files too. A folder that is absent is empty."""
    if (stray := _stray_on_the_way(root, folder)) is not None:
        return Listing(strays=(stray,))
    files: list[str] = []
    strays: list[tuple[str, Kind]] = []
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
        strays += ((path, entry.stray) for path, entry in paths if entry.stray)
        inner = [path for path, entry in paths if entry.is_folder]
        if depth < MAX_DEPTH:
            ahead += ((path, depth + 1) for path in inner)
        else:
            deep += inner
    return Listing(
        *(tuple(sorted(files)), tuple(sorted(strays)), tuple(sorted(deep)), tuple(sorted(closed))),
        is_whole=room >= 0,
    )


def _stray_on_the_way(root: Path, path: str) -> tuple[str, Kind] | None:
    """The first part of `path` that is no folder and no regular file."""
    parts = path.split("/")
    ways = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    return next(((way, kind) for way in ways if (kind := kind_of(root / way))), None)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    is_file: bool = False
    is_folder: bool = False
    stray: Kind | None = None


def _entries(folder: Path) -> Iterator[_Entry]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if os.name != "nt" and entry.is_file(follow_symlinks=False):  # Asks the disk nothing.
                yield _Entry(entry.name, is_file=True)
            elif not _is_editors_lock(entry):
                found = entry.stat(follow_symlinks=False)
                stray, is_folder = _kind(found), stat.S_ISDIR(found.st_mode)
                is_file = not stray and not is_folder
                yield _Entry(entry.name, is_file, is_folder and not stray, stray)


def _is_editors_lock(entry: os.DirEntry[str]) -> bool:
    """Emacs marks a file that is being edited by a link to nowhere beside it."""
    return entry.name.startswith(".#") and entry.is_symlink() and not Path(entry.path).exists()


def open_regular(root: Path, path: str) -> BufferedReader:
    """Open a file to read it. Raises NotRegularError, or OSError where it cannot be read.

    A pipe is not waited for.
    """
    if not _stays_below(path):
        raise NotRegularError(path)
    parts = path.split("/")
    handle = _open_by_handle(root, parts) if _HAS_HANDLES else _open_by_name(root, parts)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotRegularError(path)
    return os.fdopen(handle, "rb")


def _stays_below(path: str) -> bool:
    parts = path.split("/")
    return all(parts) and not {".", ".."} & {*parts}


_HAS_HANDLES = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")


def _open_by_handle(root: Path, parts: list[str]) -> int:
    """Each part opened in the folder before it, so that nothing can be exchanged on the way."""
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
    """Windows: each part is looked at, and the file that was opened is the one looked at."""
    path = "/".join(parts)
    if _stray_on_the_way(root, path) is not None:
        raise NotRegularError(path)
    before = (root / path).lstat()
    handle = os.open(root / path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    if not os.path.samestat(before, os.fstat(handle)):
        os.close(handle)
        raise NotRegularError(path)
    return handle


def read_regular(root: Path, path: str, limit: int) -> bytes:
    """The file, or its first `limit` bytes. Raises OSError."""
    with open_regular(root, path) as file:
        return file.read(limit)


def size_of(root: Path, path: str) -> int:
    """How many bytes the file has. Raises OSError."""
    with open_regular(root, path) as file:
        return os.fstat(file.fileno()).st_size


def is_regular(root: Path, path: str) -> bool:
    """Whether there is a regular file at `path`, with no link on the way."""
    stays = _stays_below(path) and _stray_on_the_way(root, path) is None
    return stays and (root / path).is_file()


def copy_regular(root: Path, path: str, target: Path) -> None:
    """Copy the bytes of a file to `target`, whose folder is made. Raises OSError."""
    with open_regular(root, path) as source:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as copy:
            shutil.copyfileobj(source, copy)


def refuse_links(root: Path, path: str) -> None:
    """Raise NotRegularError where `path`, which may be absent, is or passes through a link."""
    if (stray := _stray_on_the_way(root, path)) is not None:
        raise NotRegularError(stray[0])
