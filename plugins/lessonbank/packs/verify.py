"""Check each file of a pack against its manifest, and the pack against a recall list."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lessonbank.files.regular import list_folder, open_regular, refuse_links
from lessonbank.packs.contents import fact_of
from lessonbank.packs.errors import PackError
from lessonbank.packs.facts import FileFact, PackManifest, read_claim, read_manifest
from lessonbank.packs.items import read_items
from lessonbank.packs.layout import FOLDER, ITEMS, OWN, RECALL, START, in_pack
from lessonbank.packs.recall_list import RecallList, read_list

_SYSTEM = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
"""Files that systems leave in folders that people look at."""


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a check: paths from the pack's folder."""

    manifest: PackManifest
    is_unfinished: bool
    damaged: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    recall: RecallList | None = None
    """The newest list at hand; None if there is none, or if the pack obeys none."""
    withdrawn: tuple[str, ...] = ()
    """Files that this list hides and that are still there."""

    @property
    def is_whole(self) -> bool:
        return not (self.is_unfinished or self.damaged or self.missing or self.extra)


def verify(
    folder: Path, hear: Callable[[int], object] = lambda _: None, newer: Path | None = None
) -> Report:
    """Read every file of the pack in `folder`. `newer` is the file of another recall list.

    Raise PackError if it is no finished pack, or if that list cannot be used.
    """
    manifest, claim = read_manifest(folder), read_claim(folder)
    if manifest is None:
        raise PackError(_UNFINISHED.format(folder) if claim else _NO_PACK.format(folder))
    given = _given(newer, manifest.key) if newer else None
    states = {path: _state(folder, path, fact, hear) for path, fact in manifest.files.items()}
    there = None
    if manifest.key:
        states[RECALL], there = _list_of(folder, manifest.key)
    found = {
        wanted: tuple(path for path, state in states.items() if state == wanted)
        for wanted in ("damaged", "missing")
    }
    lists = [each for each in (there, given) if each]
    newest = max(lists, key=lambda each: each.serial, default=None)
    return Report(
        manifest,
        claim is not None,
        found["damaged"],
        found["missing"],
        _extra(folder, manifest),
        newest,
        _withdrawn(folder, newest, manifest.files.keys() - {*found["missing"]}) if newest else (),
    )


def _given(file: Path, key: str) -> RecallList:
    """Return the list in a file. Raise PackError."""
    if not key:
        raise PackError("This pack obeys no recall list: its bank had no key when it was made.")
    try:
        return read_list(file).checked(key)
    except FileNotFoundError as error:
        raise PackError(f"There is no file {file}.") from error


def _list_of(folder: Path, key: str) -> tuple[str, RecallList | None]:
    """Return the state of the pack's own list, and the list if it is sound."""
    try:
        return "whole", read_list(folder / RECALL).checked(key)
    except FileNotFoundError:
        return "missing", None
    except PackError:
        return "damaged", None


def _withdrawn(folder: Path, recall: RecallList, there: Container[str]) -> tuple[str, ...]:
    """Return the files that a list hides and that are there; none if nobody can tell."""
    if in_pack(ITEMS) not in there:
        return ()
    try:
        hidden = read_items(folder).recalled({*recall.items})
    except PackError:
        return ()  # The file is damaged: the report says so.
    return tuple(path for path in map(in_pack, hidden) if path in there)


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
