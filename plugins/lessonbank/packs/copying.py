"""Copy a pack into a folder so that it can be broken off at any time and begun again.

First comes the recall list, then what the pack no longer holds goes. Then a claim says what may be
written. Each file appears whole, under its own name. The manifest comes last, and the claim goes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from lessonbank.files import atomic
from lessonbank.files.regular import refuse_links
from lessonbank.files.sizes import in_words
from lessonbank.packs.changes import Changes
from lessonbank.packs.contents import Part
from lessonbank.packs.errors import PackError
from lessonbank.packs.facts import Claim, Facts, FileFact, PackManifest
from lessonbank.packs.layout import CLAIM, FOLDER, MANIFEST, PART
from lessonbank.packs.recall_list import BankList

_SPARE = 1_000_000
"""Bytes to keep free for the manifest and the disk's own lists."""

Hear = Callable[[int], object]
"""Called with the bytes that were copied."""


def make_room(folder: Path, changes: Changes, recall: BankList | None = None) -> None:
    """Bring the recall list, and remove what the pack no longer holds, even if nothing fits.

    Raise PackError if it does not, and OSError. Nothing was copied then.
    """
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    if recall is not None:
        is_pack = changes.before is not None or changes.is_resumed
        recall.bring(folder, is_pack=is_pack)
    _remove(folder, changes)
    _require_room(folder, changes)


def copy_into(
    folder: Path, changes: Changes, facts: Facts, hear: Hear = lambda _: None
) -> PackManifest:
    """Bring `folder` to the pack, after `make_room`. Return its manifest.

    A full disk or a fault leaves every finished file, and the next call goes on from there. Raise
    PackError and OSError.
    """
    if changes.before and _is_finished(changes.before, changes, facts):
        return changes.before
    atomic.write_bytes(folder / CLAIM, _claim(changes).written())
    written = {part.path: _copy(part, folder, hear) for part in changes.to_copy}
    files = dict(sorted({**changes.same, **written}.items()))
    manifest = PackManifest(**facts.model_dump(), files=files)
    if hasattr(os, "sync"):  # Else the manifest may reach a stick before the films do.
        os.sync()
    atomic.write_bytes(folder / MANIFEST, manifest.written())
    (folder / CLAIM).unlink()
    return manifest


def _is_finished(before: PackManifest, changes: Changes, facts: Facts) -> bool:
    """Return whether the folder holds this very pack already."""
    is_same = Facts(**before.model_dump(exclude={"files"})) == facts
    return is_same and not (changes.is_resumed or changes.to_copy or changes.gone)


def _claim(changes: Changes) -> Claim:
    before = changes.before.files if changes.before else ()
    paths = {*before, *changes.same, *(part.path for part in changes.to_copy)}
    return Claim(paths=tuple(sorted(paths - {*changes.gone})))


def _remove(folder: Path, changes: Changes) -> None:
    """Remove what the pack no longer holds, and folders that are empty then."""
    for path in changes.gone:
        refuse_links(folder, path)
        (folder / path).unlink(missing_ok=True)
        for parent in PurePosixPath(path).parents:
            if len(parent.parts) > 1 and (folder / parent).is_dir():
                _remove_if_empty(folder / parent)
    (folder / PART).unlink(missing_ok=True)


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


def _require_room(folder: Path, changes: Changes) -> None:
    free = shutil.disk_usage(folder).free
    if changes.to_copy and changes.room + _SPARE > free:
        raise PackError(
            f"The pack does not fit: {folder} has {in_words(free)} free, and"
            f" {in_words(changes.room + _SPARE)} are needed. Make room there, or pack smaller"
            " renditions with `--renditions low`."
        )


def _begin_writing(file: BinaryIO) -> None:
    """Have the system bring the file to the disk now, while the next one is read and hashed."""
    if hasattr(os, "posix_fadvise"):
        file.flush()
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _copy(part: Part, folder: Path, hear: Hear) -> FileFact:
    """Copy a file; under its name it appears whole or not at all."""
    refuse_links(folder, part.path)
    target, temporary = folder / part.path, folder / PART
    target.parent.mkdir(parents=True, exist_ok=True)
    with atomic.appearing(target, temporary), temporary.open("wb") as copy:

        def write(piece: bytes) -> None:
            copy.write(piece)
            hear(len(piece))

        found = part.read(write)
        _begin_writing(copy)
    return found
