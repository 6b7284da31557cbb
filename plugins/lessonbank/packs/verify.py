"""Check each file of a pack against its manifest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lessonbank.files.regular import list_folder, open_regular, refuse_links
from lessonbank.packs.contents import fact_of
from lessonbank.packs.errors import PackError
from lessonbank.packs.facts import FileFact, PackManifest, read_claim, read_manifest
from lessonbank.packs.layout import FOLDER, OWN, START

_SYSTEM = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
"""Files that systems leave in folders that people look at."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: paths from the pack's folder."""

    manifest: PackManifest
    is_unfinished: bool
    damaged: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not (self.is_unfinished or self.damaged or self.missing or self.extra)


def verify(folder: Path, hear: Callable[[int], object] = lambda _: None) -> Report:
    """Read every file of the pack in `folder`. Raise PackError if it is no finished pack."""
    manifest, claim = read_manifest(folder), read_claim(folder)
    if manifest is None:
        raise PackError(_UNFINISHED.format(folder) if claim else _NO_PACK.format(folder))
    states = {path: _state(folder, path, fact, hear) for path, fact in manifest.files.items()}
    return Report(
        manifest,
        claim is not None,
        tuple(path for path, state in states.items() if state == "damaged"),
        tuple(path for path, state in states.items() if state == "missing"),
        _extra(folder, manifest),
    )


def _state(folder: Path, path: str, fact: FileFact, hear: Callable[[int], object]) -> str:
    """Return `whole`, `damaged` or `missing`."""
    try:
        refuse_links(folder, path)
        with open_regular(folder, path) as file:
            found = fact_of(file, lambda piece: hear(len(piece)))
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except OSError:
        return "damaged"  # A disk that cannot read the file says so.
    return "whole" if found == fact else "damaged"


def _extra(folder: Path, manifest: PackManifest) -> tuple[str, ...]:
    """Return the files in the pack's own folder that its manifest does not list."""
    found = list_folder(folder, FOLDER)
    there = (*found.files, *(path for path, _ in found.irregular), *found.deep, *found.closed)
    listed = manifest.files.keys() | OWN
    return tuple(path for path in sorted(there) if path not in listed and not _is_system(path))


def _is_system(path: str) -> bool:
    name = PurePosixPath(path).name.lower()
    return name in _SYSTEM or name.startswith("._")


_UNFINISHED = "The copy in {} is not finished. Run the same `lessonbank pack` again: it goes on."
_NO_PACK = "There is no pack in {}: " + f"name the folder that holds “{START}” and “{FOLDER}”."
