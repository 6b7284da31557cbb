"""Unpack zip files within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lessonbank.sanitise.kinds import UnreadableFileError

ZIP_FAILURES = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, OSError, RuntimeError, NotImplementedError),
    *(EOFError, ValueError, KeyError, IndexError, OverflowError, zlib.error),
)
"""Exceptions that zipfile raises for damaged archives."""
_PROTECTED = 0x1
"""The flag of a password-protected part."""


@dataclass
class Budget:
    """The bytes, parts and levels that may still be unpacked from a file and those inside it."""

    bytes: int = 300_000_000
    parts: int = 20_000
    depth: int = 4

    def spend(self, size: int) -> None:
        """Count a part of `size` bytes. Raises UnreadableFileError if the budget is exceeded."""
        self.bytes -= size
        self.parts -= 1
        if self.bytes < 0 or self.parts < 0:
            raise UnreadableFileError("it unpacks to too much data")


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open the archive; raise every failure, then or in the block, as UnreadableFileError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(info.flag_bits & _PROTECTED for info in archive.infolist()):
                raise UnreadableFileError("it is protected with a password")
            if len(set(archive.namelist())) < len(archive.namelist()):
                raise UnreadableFileError("it has two parts with the same name")
            yield archive
    except ZIP_FAILURES as error:
        raise UnreadableFileError("it is damaged") from error


def parts_of(archive: zipfile.ZipFile, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Yield each file's name and bytes, with checksums verified. Raises UnreadableFileError."""
    for info in archive.infolist():
        if not info.is_dir():
            yield info.filename, read_part(archive, info, budget)


def read_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    with archive.open(info) as part:
        data = part.read(max(budget.bytes, 0) + 1)
    budget.spend(len(data))
    return data


def names_in(data: bytes) -> frozenset[str]:
    """Return the names of the parts. Raises UnreadableFileError."""
    with opened(data) as archive:
        return frozenset(archive.namelist())
