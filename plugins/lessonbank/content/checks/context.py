"""The input of the checks, and helpers to report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lessonbank.bank import Bank, Item, Location
from lessonbank.captions import Captions, decode
from lessonbank.content.directory import Directory
from lessonbank.content.document import Document
from lessonbank.content.footage import MEDIA, Known
from lessonbank.content.layout import CONTENT, TRUST
from lessonbank.content.names import NameList
from lessonbank.content.read import Reading
from lessonbank.content.tree import Tree
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.ffmpeg.footage import Footage
from lessonbank.files.pointers import LARGEST_POINTER, as_pointer
from lessonbank.sanitise import (
    PICTURES,
    READABLE,
    Kind,
    Trace,
    UnreadableFileError,
    Words,
    ending_of,
    look_inside,
)

_LARGEST = 200_000_000
"""Largest file, in bytes, whose contents are examined."""
_RESOURCES = f"{CONTENT}/resources/"
MAX_CAPTIONS = 20_000_000
"""Largest file of timed text, in bytes; a day of captions is smaller."""


@dataclass(frozen=True)
class Context:
    """A bank, the files it was read from, and its media.

    `media` lists the files below `media/`. `known_media` (facts of recordings' files) and
    `captions` are by path below it. `lock` is None if media.lock cannot be read. `footage` is by
    the recording's id.
    """

    tree: Tree
    reading: Reading
    media: Collection[str]
    lock: Mapping[str, Footage] | None
    known_media: Mapping[str, Known]
    footage: Mapping[str, Footage]
    captions: Mapping[str, Captions]
    today: date | None = None
    """The day that dates are compared with, if any."""
    names: NameList | None = None
    """The list of names that must not appear in the bank, if there is one."""
    film_tags: Callable[[str], Iterable[str]] = lambda _: ()
    """Return the metadata of a film below `media/`. Slow: it reads the file."""
    settings: Sequence[str] = ()
    """Files in the project's root that may be settings of a site generator."""
    committed: Callable[[Sequence[str]], Collection[str]] = tuple
    """Return the given files that git stores, or would store on `git add --all`."""

    @property
    def bank(self) -> Bank:
        return self.reading.bank

    def document(self, item: Item) -> Document:
        return self.reading.documents[item.kind, item.id]

    def report(
        self,
        item: Item,
        location: Location,
        code: Code,
        message: str,
        fix: str,
        *,
        suggestion: str | None = None,
    ) -> Diagnostic:
        """Return a diagnostic about the value at `location` in the item's file."""
        document = self.document(item)
        return document.diagnostic(code, message, fix, document.span_of(location), suggestion)

    def report_trust(
        self,
        location: Location,
        code: Code,
        message: str,
        fix: str,
        *,
        suggestion: str | None = None,
    ) -> Diagnostic:
        """Return a diagnostic about the value at `location` in the trust's file."""
        document = self.reading.trust
        if document is None:
            return Diagnostic(code, message, TRUST, fix, suggestion=suggestion)
        return document.diagnostic(code, message, fix, document.span_of(location), suggestion)

    def media_line(self, path: str, line: int) -> str:
        """Return one line (from 1) of a file of timed text, or an empty string."""
        lines = self.timed_texts[path].split("\n")
        return lines[line - 1] if line <= len(lines) else ""

    @cached_property
    def timed_texts(self) -> Mapping[str, str]:
        """The text of caption and description files, with LF line endings, by path."""
        paths = {path: f"{MEDIA}/{path}" for path in self.captions}
        return {
            path: decode(self.tree.read(file, MAX_CAPTIONS)).text for path, file in paths.items()
        }

    @cached_property
    def carried(self) -> Mapping[str, Sequence[Trace | Words]]:
        """The metadata and hidden parts of pictures and downloads, by path.

        With a list of names, their visible text is included.
        """
        files = self.reading.files
        published = (path for path in files if _is_published(path) and not self.is_pointer(path))
        return {path: tuple(self._look(path)) for path in published}

    def is_pointer(self, path: str) -> bool:
        """Return whether only a pointer of Git LFS is at `path`."""
        try:
            small = self.tree.size(path) <= LARGEST_POINTER
            return small and as_pointer(self.tree.read(path, LARGEST_POINTER)) is not None
        except OSError:
            return False

    def _look(self, path: str) -> Iterable[Trace | Words]:
        try:
            return look_inside(path, self.whole(path), texts=self.names is not None)
        except UnreadableFileError as error:
            return [Trace(Kind.UNREADABLE, "", str(error))]

    def whole(self, path: str) -> bytes:
        """Return the bytes of a file. Raise UnreadableFileError with the reason."""
        try:
            data = self.tree.read(path, _LARGEST + 1)
        except OSError as error:
            raise UnreadableFileError(error.strerror or "it does not exist") from error
        if len(data) > _LARGEST:
            raise UnreadableFileError(f"it is larger than {_LARGEST // 1_000_000} MB")
        return data

    @cached_property
    def directory(self) -> Directory:
        """All ids, with the names that find them."""
        return Directory(self.bank)

    @property
    def known(self) -> Mapping[str, frozenset[str]]:
        """The valid ids of references, by kind."""
        return self.directory.ids

    def is_broken(self, kind: str, id_: str) -> bool:
        """Return whether `id_` is unknown only because its file has (reported) errors."""
        return kind in self.reading.unsure or (kind, id_) in self.reading.broken

    def closest(self, kind: str, written: str) -> str | None:
        """Return the id of `kind` that is nearest to `written`, or None."""
        return self.directory.closest(kind, written)


def _is_published(path: str) -> bool:
    ending = ending_of(path)
    return ending in PICTURES or (ending in READABLE and path.startswith(_RESOURCES))
