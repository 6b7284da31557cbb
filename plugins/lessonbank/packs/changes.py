"""Compare a pack to be with what a folder holds."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lessonbank.files.regular import open_regular, refuse_links
from lessonbank.packs.contents import PIECE, Part
from lessonbank.packs.errors import PackError
from lessonbank.packs.facts import FileFact, PackManifest, read_claim, read_manifest
from lessonbank.packs.names import folded


@dataclass(frozen=True, slots=True)
class Changes:
    """The files that a copy adds, replaces, keeps and removes in a folder.

    `before` is the finished pack that is there. `same` are files that stay, `gone` the paths of
    files that go; only files that an earlier copy wrote are among them. `replaced` are bytes of
    files that are in the way of new ones.
    """

    before: PackManifest | None
    is_resumed: bool
    new: tuple[Part, ...]
    changed: tuple[Part, ...]
    same: Mapping[str, FileFact]
    gone: tuple[str, ...]
    replaced: int

    @property
    def to_copy(self) -> tuple[Part, ...]:
        """Return changed files first: they may hold what was withdrawn, and pages come early."""
        return tuple(
            part
            for group in (self.changed, self.new)
            for part in sorted(group, key=lambda part: (part.size, part.path))
        )

    @property
    def bytes(self) -> int:
        return sum(part.size for part in self.to_copy)

    @property
    def room(self) -> int:
        """Return the bytes needed without `gone`: a file makes room when its copy is there."""
        return self.bytes - self.replaced + max((part.size for part in self.changed), default=0)


def changes_of(parts: Sequence[Part], folder: Path, edition: str) -> Changes:
    """Return what to do for `folder` to hold these parts. Raise PackError and OSError.

    A finished copy is compared by its manifest and sizes, an unfinished one by its bytes.
    """
    before, claim = read_manifest(folder), read_claim(folder)
    if before and before.edition != edition:
        raise PackError(
            f"{folder} holds a pack of the edition {before.edition}, and this one is {edition}."
            " Choose another folder."
        )
    known = before.files if before else {}
    owned = {folded(path): path for path in (*known, *(claim.paths if claim else ()))}
    new, changed, same = [], [], {}
    replaced = 0
    for part in parts:
        size = _size(folder, part.path)
        if size is None:
            new.append(part)
            continue
        if folded(part.path) not in owned:
            raise PackError(
                f"{folder / part.path} is there, and no pack of ours wrote it. Choose another"
                " folder, or move it away."
            )
        there = _there(part, folder, size, None if claim else known.get(part.path))
        if there:
            same[part.path] = there
        else:
            changed.append(part)
            replaced += size
    wanted = {part.path for part in parts}
    gone = sorted(path for path in owned.values() if path not in wanted)
    return Changes(
        before,
        claim is not None,
        tuple(new),
        tuple(changed),
        same,
        tuple(path for path in gone if _size(folder, path) is not None),
        replaced,
    )


def _there(part: Part, folder: Path, size: int, known: FileFact | None) -> FileFact | None:
    """Return the fact of a file that is there already as it should be, or None."""
    if size != part.size:
        return None
    if known is not None:
        return known if part.is_as_planned(known) else None
    wanted = part.read(lambda _: None)
    return wanted if _same_bytes(part, folder) else None


def _same_bytes(part: Part, folder: Path) -> bool:
    with part.source() as one, open_regular(folder, part.path) as other:
        while (piece := one.read(PIECE)) == other.read(PIECE):
            if not piece:
                return True
    return False


def _size(folder: Path, path: str) -> int | None:
    """Return the size of a file of the pack; None without one. Raise OSError for a link."""
    refuse_links(folder, path)
    place = f"{folder}/{path}"  # Paths are slow to join.
    try:
        found = os.lstat(place)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(found.st_mode):
        raise PackError(f"{place} is in the way: it is no file. Move it away.")
    return found.st_size
