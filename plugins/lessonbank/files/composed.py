"""Names of files whose accents are written in two ways: `é` as one sign, or as `e` and an accent.

Macs write names apart (NFD) and people type them together (NFC); a disk may take them for two.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path, PurePosixPath


def composed(name: str) -> str:
    """The name with each accent in its letter (NFC)."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def on_disk(folder: Path, path: str) -> Path:
    """The file below `folder` that goes by `path`, however the disk writes its accents."""
    file = folder / path
    if path.isascii() or file.exists():
        return file
    here = folder
    for part in PurePosixPath(path).parts:
        here = _entry(here, part)
    return here


def _entry(folder: Path, name: str) -> Path:
    try:
        same = [each for each in folder.iterdir() if composed(each.name) == composed(name)]
    except OSError:
        same = []
    return min(same, default=folder / name)
