"""Keep texts under what they were made from, in one file per kind of build.

The key of a text is a hash of all its inputs, so an entry is right or is not found. The file holds
what the last build used and nothing older.
"""

from __future__ import annotations

import io
import pickle
import time
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from lessonbank.files import atomic

_FORMAT = b"lessonbank kept texts 1\n"
_DIGEST = 32
_FIRST = len(_FORMAT) + _DIGEST
"""The place of the first entry, behind the digest of the sources."""
_LENGTH = 4
_HEAD = _DIGEST + _DIGEST + _LENGTH
"""Bytes before an entry: its key, the digest of the rest, and its length."""
_DAYS = 7
_UNKEYED = (pickle.PicklingError, TypeError, AttributeError, ValueError, RecursionError)
"""Errors for values that cannot be written down, such as functions."""


class StaleError(Exception):
    """A kept text is not what its inputs make now."""


class Kept:
    """Texts of earlier builds in the file at `path`; without a path nothing is kept.

    `origin` is everything that all texts depend on. One that `checks` makes each text and compares.
    """

    def __init__(
        self, path: Path | None = None, origin: bytes = b"", *, checks: bool = False
    ) -> None:
        self._path, self._origin, self._checks = path, origin, checks
        self._head, self._known = _read(path) if path else (b"", {})
        self._used: dict[bytes, memoryview] = {}
        self._has_new = False

    def text(self, inputs: tuple[object, ...], make: Callable[[], str]) -> str:
        """Return what `make` makes of `inputs`; `make` may read nothing else.

        The first of the inputs names the text. Raise StaleError for a check that fails.
        """
        key = _key(self._origin, inputs) if self._path else None
        if key is None:
            return make()
        known = self._text(key)
        if known is not None and not self._checks:
            return known
        made = make()
        if known not in {None, made}:
            raise StaleError(f"The cache has another text of {inputs[0]} than is made now.")
        self._used[key], self._has_new = _entry(key, made), True
        return made

    def write(self, sources: bytes = bytes(_DIGEST)) -> None:
        """Keep what this build used. Delete the rest, and files that no build used for a week.

        `sources` is the digest of all that the build was made from.
        """
        if self._path is None:
            return
        head = _FORMAT + sources
        if self._has_new or head != self._head or self._used.keys() != self._known.keys():
            atomic.write_bytes(self._path, b"".join((head, *self._used.values())))
        else:
            self._path.touch()
        self._head, self._known, self._used = b"", {}, {}
        forget(self._path.parent, before=time.time() - _DAYS * 86_400)

    def _text(self, key: bytes) -> str | None:
        """Return a kept text; nothing for a damaged one."""
        entry = self._known.get(key)
        if entry is None or _seal(key, entry[2 * _DIGEST :]) != entry[_DIGEST : 2 * _DIGEST]:
            return None
        self._used[key] = entry
        return zlib.decompress(entry[_HEAD:]).decode("utf-8", "surrogatepass")


def forget(folder: Path, before: float = float("inf")) -> None:
    """Delete the files of a folder that were last used `before` a time."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_file() and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _key(origin: bytes, inputs: tuple[object, ...]) -> bytes | None:
    """Return the hash of all inputs; nothing if one of them cannot be written down."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, protocol=5)
    pickler.fast = True  # Equal values are written alike, whether or not they are one object.
    try:
        pickler.dump(inputs)
    except _UNKEYED:
        return None
    return sha256(origin + written.getbuffer()).digest()


def _entry(key: bytes, text: str) -> memoryview:
    data = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
    rest = len(data).to_bytes(_LENGTH, "big") + data
    return memoryview(b"".join((key, _seal(key, rest), rest)))


def _seal(key: bytes, rest: bytes | memoryview) -> bytes:
    return sha256(key + rest).digest()


def is_from(path: Path, sources: bytes) -> bool:
    """Return whether the last build that wrote a file was made from these sources."""
    with path.open("rb") as file:
        return file.read(_FIRST) == _FORMAT + sources


def _read(path: Path) -> tuple[bytes, dict[bytes, memoryview]]:
    """Return the head and the entries of a file; nothing of one that is not there or not ours."""
    try:
        data = path.read_bytes()
    except OSError:
        return b"", {}
    is_ours = data.startswith(_FORMAT)
    return data[:_FIRST], dict(_entries(memoryview(data))) if is_ours else {}


def _entries(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    place = _FIRST
    while place + _HEAD <= len(data):
        length = int.from_bytes(data[place + 2 * _DIGEST : place + _HEAD], "big")
        yield bytes(data[place : place + _DIGEST]), data[place : place + _HEAD + length]
        place += _HEAD + length
