"""Look into zips of packs that were written before."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from pydantic import ValidationError

from lessonbank.packs.facts import PackManifest
from lessonbank.packs.layout import FOLDER, MANIFEST, START

_LARGEST = 64_000_000


def zips_at(file: Path) -> tuple[Path, ...]:
    """Return the zips of a pack that was written as `file`, whole or in parts."""
    if not file.parent.is_dir():
        return ()
    name = re.compile(rf"{re.escape(file.stem)}(-\d+-of-\d+)?{re.escape(file.suffix)}")
    there = sorted(path for path in file.parent.iterdir() if name.fullmatch(path.name))
    return tuple(path for path in there if path.is_file() and _is_pack(path))


def id_of(zips: Iterable[Path]) -> str | None:
    """Return the id of the pack in these zips; None if there is none."""
    found = (manifest_in(path) for path in zips)
    return next((each.id for each in found if each), None)


def manifest_in(file: Path) -> PackManifest | None:
    """Return the manifest in a zip; None without one, or if it cannot be read."""
    try:
        with ZipFile(file) as zipped:
            if zipped.getinfo(MANIFEST).file_size > _LARGEST:
                return None
            return PackManifest.model_validate_json(zipped.read(MANIFEST))
    except (OSError, BadZipFile, KeyError, ValidationError, RuntimeError, zlib.error):
        return None


def remove_others(zips: Sequence[Path], kept: Sequence[Path]) -> tuple[Path, ...]:
    """Remove those of the zips that are not kept, and return them. Raise OSError."""
    gone = tuple(path for path in zips if path not in kept)
    for path in gone:
        path.unlink()
    return gone


def _is_pack(file: Path) -> bool:
    """Return whether a zip holds nothing but a part of a pack."""
    try:
        with ZipFile(file) as zipped:
            names = zipped.namelist()
    except (OSError, BadZipFile):
        return False
    return bool(names) and all(name == START or name.startswith(f"{FOLDER}/") for name in names)
