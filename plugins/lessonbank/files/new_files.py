"""Put several new files in place together: all of them or none, and never over another file."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lessonbank.files import atomic
from lessonbank.files.regular import open_regular, refuse_links
from lessonbank.files.scratch import scratch


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be: its path from the project's root, with forward slashes, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Brought:
    """A file to be that is now elsewhere: copied, hard-linked or moved from `source`."""

    path: str
    source: Path
    way: Literal["copy", "link", "move"] = "copy"


class NotLinkedError(OSError):
    """The file cannot be hard-linked to where it is wanted."""


def add_files(
    root: Path, brought: Sequence[Brought], new: Sequence[NewFile], work: str
) -> tuple[Path, ...]:
    """Add the files that are `brought`, then those that are `new`; on any failure, none.

    Everything is prepared in a temporary folder below `work`, which a later run removes if this
    one is killed. Return the sources of moved files that could not be removed, as on a locked
    memory card. Raises FileExistsError if a path is taken, NotLinkedError, and OSError.
    """
    every: list[Brought | NewFile] = [*brought, *new]
    for file in every:
        refuse_links(root, file.path)
        if os.path.lexists(root / file.path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(root / file.path))
    _require_room(root, brought)
    with ExitStack() as undo, ExitStack() as held:
        parts: list[tuple[Path, Path]] = []
        for number, file in enumerate(every):
            target = root / file.path
            for folder in _made(target.parent):
                undo.callback(_remove_if_empty, folder)
            near = root if _same_disk(root, target.parent) else target.parent
            part = held.enter_context(scratch(near / work)) / str(number)
            _prepare(file, part)
            parts.append((part, target))
        for part, target in parts:
            _place(part, target)
            undo.callback(target.unlink, missing_ok=True)
        undo.pop_all()  # Keep the finished files.
    moved = [file.source for file in brought if file.way == "move"]
    return tuple(source for source in moved if not _removed(source))


def _removed(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _require_room(root: Path, brought: Iterable[Brought]) -> None:
    """Raise OSError if the disk has no room for the copies."""
    needed = 0
    for file in brought:
        found = file.source.stat()
        is_copied = file.way == "copy" or found.st_dev != root.stat().st_dev
        needed += found.st_size if is_copied else 0
    if needed > shutil.disk_usage(root).free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(root))


def _made(folder: Path) -> Iterable[Path]:
    """Create a folder; return those that were missing, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return reversed(missing)


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


def _same_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


def _prepare(file: Brought | NewFile, part: Path) -> None:
    """Make a part with the file's bytes, on the disk."""
    if isinstance(file, NewFile):
        part.write_bytes(file.data)
    elif file.way == "link":
        _link(file.source, part)
        return
    elif file.way == "move" and _linked(file.source, part):
        return
    else:
        with open_regular(file.source.parent, file.source.name) as source, part.open("wb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
    atomic.flush(part)


def _link(source: Path, part: Path) -> None:
    """Hard-link a file. Raises NotLinkedError where the disks do not allow it."""
    try:
        os.link(source, part)
    except OSError as error:
        if error.errno in _CANNOT_LINK:
            raise NotLinkedError(error.errno, error.strerror, str(source)) from error
        raise


_CANNOT_LINK = {
    errno.EXDEV,
    errno.EPERM,
    errno.EMLINK,
    errno.ENOSYS,
    errno.EOPNOTSUPP,
    errno.EINVAL,
}
"""The errors of two disks, and of disks and programs of Windows that have no hard links."""


def _linked(source: Path, part: Path) -> bool:
    """Hard-link a file that is to move; return whether the disk allows it."""
    try:
        os.link(source, part)
    except OSError:
        return False
    return True


def _place(part: Path, target: Path) -> None:
    """Move a part to its place. Raises FileExistsError if there is a file by now."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # The disk has no hard links.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        part.rename(target)
