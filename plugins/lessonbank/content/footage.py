"""The facts of recordings' files: from media.lock where it is current, or else by probing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from lessonbank.ffmpeg.errors import ProbeError
from lessonbank.ffmpeg.footage import Footage
from lessonbank.files.pointers import pointer_at
from lessonbank.files.regular import is_regular
from lessonbank.files.unicode_names import on_disk

MEDIA = "media"

Probe = Callable[[Path], Footage]
"""Return the facts of a media file. Raise ProbeError."""
Fingerprint = Callable[[Path], str]
"""Return the SHA-256 of a file in hex."""


class State(Enum):
    """How a file in `media/` compares with media.lock."""

    CURRENT = auto()
    """The lock matches the file, or only the lock is here."""
    NEW = auto()
    """The file is not in the lock yet."""
    CHANGED = auto()
    """The lock describes a different file of this name."""
    ABSENT = auto()
    """Neither file nor lock entry exists."""
    POINTER = auto()
    """Only a pointer of Git LFS is here, and the lock has no facts of its film."""
    UNREADABLE = auto()
    """The file is not a usable recording."""


@dataclass(frozen=True, slots=True)
class Known:
    """State and facts of a file. Without a probe, `footage` may be an outdated lock entry."""

    state: State
    footage: Footage | None = None
    error: ProbeError | None = None


def survey(
    root: Path,
    paths: Collection[str],
    lock: Mapping[str, Footage],
    fingerprint: Fingerprint,
    probe: Probe | None,
) -> Mapping[str, Known]:
    """Return state and facts of each path below `media/`. Probe files that the lock lacks."""
    return {path: _known(root, path, lock.get(path), fingerprint, probe) for path in sorted(paths)}


def _known(
    root: Path, path: str, locked: Footage | None, fingerprint: Fingerprint, probe: Probe | None
) -> Known:
    file = on_disk(root / MEDIA, path)
    name = file.relative_to(root).as_posix()
    if not is_regular(root, name):
        return Known(State.CURRENT if locked else State.ABSENT, locked)
    if pointer := pointer_at(root, name):
        is_locked = locked is not None and pointer.sha256 == locked.sha256
        return Known(State.CURRENT, locked) if is_locked else Known(State.POINTER)
    try:
        if locked and file.stat().st_size == locked.size and fingerprint(file) == locked.sha256:
            return Known(State.CURRENT, locked)
        state = State.CHANGED if locked else State.NEW
        return Known(state, probe(file) if probe else locked)
    except ProbeError as error:
        return Known(State.UNREADABLE, None, error)
    except OSError as error:
        refused = ProbeError(f"{file.name} cannot be read: {error.strerror}.", fix=_PERMISSIONS)
        return Known(State.UNREADABLE, None, refused)


_PERMISSIONS = "Check the file's permissions."
