"""The files of a bank that follow each version of the program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lessonbank import __version__
from lessonbank.files.regular import is_regular, read_regular
from lessonbank.scaffold.bank.files import (
    REQUIREMENTS,
    REQUIREMENTS_HEAD,
    TEMPLATE,
    WORKFLOWS,
    requirements,
    schemas,
)
from lessonbank.scaffold.bank.release import WHEELS, ReleaseUnknownError, pinned, this_release
from lessonbank.schemas import FOLDER

_LARGEST = 1_000_000


def own_files(root: Path) -> Mapping[str, bytes]:
    """Return what this version writes: schemas, workflows and the lock, where the bank has them.

    Raise OSError if the hash of the running release cannot be found.
    """
    ours = {**schemas()} if (root / FOLDER).is_dir() else {}
    for path in WORKFLOWS:
        if is_regular(root, path):
            ours[path] = (TEMPLATE / path).read_bytes()
    if is_regular(root, REQUIREMENTS):
        ours |= _lock(read_regular(root, REQUIREMENTS, _LARGEST).decode("utf-8", "replace"))
    return ours


def _lock(former: str) -> dict[str, bytes]:
    """Return the lock of this release, unless the former one is of it or is not ours."""
    is_ours = former.replace("\r\n", "\n").startswith(REQUIREMENTS_HEAD)
    if not is_ours or pinned(former) == __version__:
        return {}
    try:
        release = this_release()
    except ReleaseUnknownError as error:
        raise OSError(None, str(error).rstrip("."), REQUIREMENTS) from error
    kept = {f"{WHEELS}/{release.wheel[0]}": release.wheel[1]} if release.wheel else {}
    return {REQUIREMENTS: requirements(release), **kept}
