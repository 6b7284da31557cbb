"""Sum up the files of a folder, and put sizes and counts into words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_STEP = 1000
_UNITS = ("bytes", "kB", "MB", "GB")


@dataclass(frozen=True, slots=True)
class Extent:
    """Files and bytes of a folder."""

    files: int
    bytes: int

    @classmethod
    def of(cls, folder: Path) -> Extent:
        sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        return cls(len(sizes), sum(sizes))


def in_words(size: float) -> str:
    """Return `812 bytes` or `1.4 MB`."""
    unit = 0
    while size >= _STEP and unit < len(_UNITS) - 1:
        size, unit = size / _STEP, unit + 1
    return f"{size:.0f} {_UNITS[unit]}" if unit == 0 else f"{size:.1f} {_UNITS[unit]}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return `1 clip` or `14 clips`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
