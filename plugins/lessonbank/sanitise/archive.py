"""Zip files, unpacked within bounds."""

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
"""What zipfile raises for archives that are damaged in one way or another."""
_PROTECTED = 0x1
"""The flag of a part that takes a password."""


@dataclass
class Budget:
    """What may still be unpacked, of one file and all that is in it: bytes, parts and levels."""

    bytes: int = 300_000_000
    parts: int = 20_000
    depth: int = 4

    def spend(self, size: int) -> None:
        """Raises UnreadableFileError where more is unpacked than anybody would look through."""
        self.bytes -= size
        self.parts -= 1
        if self.bytes < 0 or self.parts < 0:
            raise UnreadableFileError("it unpacks to more than can be looked through")


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive. What zipfile says against it, then or later, is an UnreadableFileError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(info.flag_bits & _PROTECTED for info in archive.infolist()):
                raise UnreadableFileError("it is protected with a password")
            if len(set(archive.namelist())) < len(archive.namelist()):
                raise UnreadableFileError("it has two parts of one name")
            yield archive
    except ZIP_FAILURES as error:
        raise UnreadableFileError("it is damaged") from error


def parts_of(archive: zipfile.ZipFile, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Each file of the archive and its bytes; the checksums are checked."""
    for info in archive.infolist():
        if not info.is_dir():
            yield info.filename, read_part(archive, info, budget)


def read_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    with archive.open(info) as part:
        data = part.read(max(budget.bytes, 0) + 1)
    budget.spend(len(data))
    return data


def names_in(data: bytes) -> frozenset[str]:
    """The names of the parts. Raises UnreadableFileError."""
    with opened(data) as archive:
        return frozenset(archive.namelist())
