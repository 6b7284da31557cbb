"""Recognise pointers of Git LFS: small texts that git keeps in place of large files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lessonbank.files.regular import read_regular, size_of

FETCH = "Install Git LFS and run `git lfs pull`."
"""The fix for a pointer in place of its file."""
LARGEST_POINTER = 1024
"""Bytes; the specification of Git LFS limits pointers to less."""
_VERSION = re.compile(rb"version https://(?:git-lfs\.github|hawser\.github)\.com/spec/")
_DIGEST = re.compile(rb"^oid sha256:([0-9a-f]{64})\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointer, and the SHA-256 of its file in hex; None if the pointer is damaged."""

    sha256: str | None


def as_pointer(data: bytes) -> Pointer | None:
    """Return the pointer that these bytes of a file are, or None."""
    if len(data) > LARGEST_POINTER or not _VERSION.match(data.removeprefix(b"\xef\xbb\xbf")):
        return None
    found = _DIGEST.search(data)
    return Pointer(found[1].decode("ascii") if found else None)


def pointer_at(root: Path, path: str) -> Pointer | None:
    """Return the pointer at a path below `root`; None for any other file and for none."""
    try:
        if size_of(root, path) > LARGEST_POINTER:
            return None
        return as_pointer(read_regular(root, path, LARGEST_POINTER))
    except OSError:
        return None
