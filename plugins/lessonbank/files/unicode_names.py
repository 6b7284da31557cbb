"""File names in both Unicode forms: `é` as one character (NFC), or as `e` and an accent (NFD).

Macs store names as NFD and people type NFC; some disks treat the two as different files.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path, PurePosixPath


def nfc(name: str) -> str:
    """Return the name in NFC: each accent joined to its letter."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def on_disk(folder: Path, path: str) -> Path:
    """Return the file at `path` below `folder`, whether the disk stores NFC or NFD."""
    file = folder / path
    if path.isascii() or file.exists():
        return file
    here = folder
    for part in PurePosixPath(path).parts:
        here = _entry(here, part)
    return here


def _entry(folder: Path, name: str) -> Path:
    try:
        same = [each for each in folder.iterdir() if nfc(each.name) == nfc(name)]
    except OSError:
        same = []
    return min(same, default=folder / name)
