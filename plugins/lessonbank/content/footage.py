"""What is known of recordings' files: from media.lock where it is current, else by probing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from lessonbank.ffmpeg.errors import ProbeError
from lessonbank.ffmpeg.footage import Footage
from lessonbank.files.regular import is_regular
from lessonbank.files.unicode_names import on_disk

MEDIA = "media"

Probe = Callable[[Path], Footage]
"""The facts of a file. Raises ProbeError."""
Fingerprint = Callable[[Path], str]
"""The SHA-256 of a file in hex."""


class State(Enum):
    """How media.lock and the file in `media/` stand to each other."""

    CURRENT = auto()
    """The lock knows the file as it is, or there is only the lock to ask."""
    NEW = auto()
    """The lock does not know the file yet."""
    CHANGED = auto()
    """The lock knows another file under this name."""
    ABSENT = auto()
    """There is neither."""
    UNREADABLE = auto()
    """The file is no recording that can be used."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file. `footage` may be the lock's, and old, where nothing could probe."""

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
    """What is known of each of `paths` below `media/`, probing what the lock does not know."""
    return {path: _known(root, path, lock.get(path), fingerprint, probe) for path in sorted(paths)}


def _known(
    root: Path, path: str, locked: Footage | None, fingerprint: Fingerprint, probe: Probe | None
) -> Known:
    file = on_disk(root / MEDIA, path)
    if not is_regular(root, file.relative_to(root).as_posix()):
        return Known(State.CURRENT if locked else State.ABSENT, locked)
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


_PERMISSIONS = "Check who may read the file."
