"""The files of a bank that follow each version of the program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lessonbank import __version__
from lessonbank.content.git import UnknownRevisionError
from lessonbank.files.regular import is_regular, read_regular
from lessonbank.scaffold.bank.files import (
    REQUIREMENTS,
    REQUIREMENTS_HEAD,
    TEMPLATE,
    requirements,
    schemas,
)
from lessonbank.scaffold.bank.pins import pin_to_this_release, released_pin
from lessonbank.scaffold.bank.release import WHEELS, ReleaseUnknownError, pinned, this_release
from lessonbank.scaffold.bank.workflows import (
    CALLERS,
    CHECK,
    COPIES,
    OURS,
    PUBLISH,
    Pin,
    choices,
    repository_in,
    with_choices,
    workflows,
)
from lessonbank.schemas import FOLDER

_LARGEST = 1_000_000


def own_files(root: Path) -> Mapping[str, bytes]:
    """Return what this version writes: schemas, workflows and the lock, where the bank has them.

    Raise OSError if the hash or the commit of the running release cannot be found.
    """
    ours = {**schemas()} if (root / FOLDER).is_dir() else {}
    ours |= _workflows(root)
    if is_regular(root, REQUIREMENTS):
        ours |= _lock(_text(root, REQUIREMENTS))
    return ours


def _workflows(root: Path) -> Mapping[str, bytes]:
    """Return the workflows of this release; they call what the former ones call."""
    read = {path: _text(root, path) for path in CALLERS if is_regular(root, path)}
    former = {path: text for path, text in read.items() if OURS in text}
    if not former:
        return {}
    made = workflows(TEMPLATE, _pin(root, former), films_in_git=PUBLISH in former)
    return {
        path: with_choices(data.decode(), choices(former.get(path, ""))).encode()
        for path, data in made.items()
        if path in former or path in COPIES
    }


def _pin(root: Path, former: Mapping[str, str]) -> Pin | None:
    repository = repository_in(former.values())
    try:
        if repository:
            return pin_to_this_release(repository)
        return None if any(is_regular(root, path) for path in COPIES) else released_pin()
    except UnknownRevisionError as error:
        raise OSError(None, f"{error}", CHECK) from error


def _text(root: Path, path: str) -> str:
    return read_regular(root, path, _LARGEST).decode("utf-8", "replace")


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
