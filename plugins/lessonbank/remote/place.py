"""A place with files, wherever it is: read, write, list and delete by name."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from fsspec.core import url_to_fs
from fsspec.spec import AbstractFileSystem

from lessonbank.remote.address import Address
from lessonbank.remote.errors import RemoteError, in_words

Hear = Callable[[int], object]
"""Called with the bytes of each piece that was copied."""
PART: Final = ".part"
_PIECE = 1 << 20
_AT_ONCE = 8
"""Requests at a time to a store that takes several."""
_WHOLE = frozenset({"s3", "s3a", "az", "abfs", "abfss", "gs", "gcs", "memory"})
"""Kinds of store in which a file appears whole, or not at all."""
_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Copied:
    """The bytes and the SHA-256 of what was copied."""

    bytes: int
    sha256: str


def open_place(address: Address) -> Place:
    """Return the place at an address. Raise RemoteError if its library is missing."""
    try:
        with in_words(address.shown, "use it"):
            files, root = url_to_fs(address.url, skip_instance_cache=True)
    except ImportError as error:
        package = address.package or address.scheme
        raise RemoteError(
            f"{address.scheme}:// needs a package that is not installed.",
            f"Run: pip install '{package}'",
        ) from error
    return Place(files, root, address)


class Place:
    """Names are paths below the place's address, with forward slashes.

    All methods raise RemoteError for any fault of the place.
    """

    def __init__(self, files: AbstractFileSystem, root: str, address: Address) -> None:
        self._files = files
        self._root = root.rstrip("/")
        self._address = address
        self._is_broken_off = threading.Event()
        """Stops downloads that other threads have begun."""

    @property
    def shown(self) -> str:
        """The address for people."""
        return self._address.shown

    def sizes(self) -> Mapping[str, int]:
        """Return the size in bytes of each file, by name; empty if there is nothing yet."""
        with in_words(self.shown, "list its files"):
            try:
                found = self._files.find(self._root, detail=True)
            except FileNotFoundError:
                return {}
        start = f"{self._root}/"
        return {
            path.removeprefix(start): int(facts.get("size") or 0)
            for path, facts in found.items()
            if path.startswith(start)
        }

    def require(self) -> None:
        """Raise RemoteError if there is no such folder or bucket: an empty one is no mistake."""
        is_folder = self._address.scheme not in _WHOLE
        with in_words(self.shown, "look at it"):
            if not self._files.exists(self._root if is_folder else self._root.split("/")[0]):
                raise FileNotFoundError

    def read(self, name: str, limit: int) -> bytes | None:
        """Return a small file, or None if there is none. Read `limit` bytes and one at most."""
        with in_words(self.shown, "read"):
            try:
                with self._open(name) as file:
                    data: bytes = file.read(limit + 1)
                    return data
            except FileNotFoundError:
                return None

    def download(self, name: str, target: Path, limit: int, hear: Hear) -> Copied | None:
        """Copy a file to `target`, or return None if there is none. Stop beyond `limit` bytes."""
        sha256, size = hashlib.sha256(), 0
        with in_words(self.shown, "read"):
            try:
                with self._open(name) as file, target.open("wb") as copy:
                    while size <= limit and (piece := file.read(_PIECE)):
                        sha256.update(piece)
                        size += len(piece)
                        copy.write(piece)
                        hear(len(piece))
                        if self._is_broken_off.is_set():
                            return None
            except FileNotFoundError:
                return None
        return Copied(size, sha256.hexdigest())

    def upload(self, file: Path, name: str) -> None:
        """Copy a file to the place, where it appears whole or not at all."""
        self._put(name, lambda path: self._files.put_file(str(file), path))

    def write(self, name: str, data: bytes) -> None:
        """Write a small file, whole or not at all."""
        self._put(name, lambda path: self._files.pipe_file(path, data))

    def remove(self, name: str) -> None:
        """Delete a file; it may be gone already."""
        with in_words(self.shown, "delete"), suppress(FileNotFoundError):
            self._files.rm_file(self._path(name))

    def each(self, work: Callable[[_T], _R], items: Iterable[_T]) -> Iterator[_R]:
        """Do the work for each item, several at a time if the store takes that; keep the order.

        The first fault ends it.
        """
        if not getattr(self._files, "async_impl", False):
            yield from map(work, items)
            return
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="store") as pool, ExitStack() as undo:
            undo.callback(pool.shutdown, wait=False, cancel_futures=True)
            undo.callback(self._is_broken_off.set)
            yield from pool.map(work, items)
            undo.pop_all()  # Nothing broke off.

    def _open(self, name: str) -> Any:
        return self._files.open(self._path(name), "rb")

    def _put(self, name: str, put: Callable[[str], object]) -> None:
        path = self._path(name)
        with in_words(self.shown, "write"):
            if self._address.scheme in _WHOLE:
                put(path)
                return
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            part = f"{path}.{secrets.token_hex(4)}{PART}"
            try:
                put(part)
                self._files.mv(part, path)
            finally:
                with suppress(OSError):
                    self._files.rm_file(part)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"


def one_at_a_time(hear: Hear) -> Callable[[int], None]:
    """Return a listener that several threads may call."""
    lock = threading.Lock()

    def told(count: int) -> None:
        with lock:
            hear(count)

    return told
