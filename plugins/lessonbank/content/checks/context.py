"""What the checks look at, and how they report."""

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
"""Bytes of a file that is looked into."""
_RESOURCES = f"{CONTENT}/resources/"
MAX_CAPTIONS = 20_000_000
"""Bytes; a day of captions has less."""


@dataclass(frozen=True)
class Context:
    """A bank, the files it was read from, and its media.

    `media` are the files below `media/`; what is known of recordings' files, and the captions,
    are by path below it. `lock` is None where media.lock cannot be read, and `footage` is by the
    recording's id.
    """

    tree: Tree
    reading: Reading
    media: Collection[str]
    lock: Mapping[str, Footage] | None
    known_media: Mapping[str, Known]
    footage: Mapping[str, Footage]
    captions: Mapping[str, Captions]
    today: date | None = None
    """The day that dates are held against, where there is one."""
    names: NameList | None = None
    """The names that must not stand in the bank, where there is a list of them."""
    film_tags: Callable[[str], Iterable[str]] = lambda _: ()
    """The metadata of a film below `media/`, which takes a look into the file."""
    settings: Sequence[str] = ()
    """Files at the project's top that may be settings of a generator of sites."""
    committed: Callable[[Sequence[str]], Collection[str]] = tuple
    """Those of the given files that git holds, or would take if it were asked to take all."""

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
        """A finding about the value at `location` in the item's file."""
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
        """A finding about the value at `location` in the trust's file."""
        document = self.reading.trust
        if document is None:
            return Diagnostic(code, message, TRUST, fix, suggestion=suggestion)
        return document.diagnostic(code, message, fix, document.span_of(location), suggestion)

    def media_line(self, path: str, line: int) -> str:
        """One line of a file of timed text."""
        lines = self.timed_texts[path].split("\n")
        return lines[line - 1] if line <= len(lines) else ""

    @cached_property
    def timed_texts(self) -> Mapping[str, str]:
        """What the files of captions and descriptions say, with LF line ends."""
        paths = {path: f"{MEDIA}/{path}" for path in self.captions}
        return {
            path: decode(self.tree.read(file, MAX_CAPTIONS)).text for path, file in paths.items()
        }

    @cached_property
    def carried(self) -> Mapping[str, Sequence[Trace | Words]]:
        """What pictures and downloads carry besides what they show, by path.

        All that they say is in it only where there is a list of names to look for.
        """
        published = (path for path in self.reading.files if _is_published(path))
        return {path: tuple(self._look(path)) for path in published}

    def _look(self, path: str) -> Iterable[Trace | Words]:
        try:
            return look_inside(path, self.whole(path), texts=self.names is not None)
        except UnreadableFileError as error:
            return [Trace(Kind.UNREADABLE, "", str(error))]

    def whole(self, path: str) -> bytes:
        """The bytes of a file. Raises UnreadableFileError in words."""
        try:
            data = self.tree.read(path, _LARGEST + 1)
        except OSError as error:
            raise UnreadableFileError(error.strerror or "it is not there") from error
        if len(data) > _LARGEST:
            raise UnreadableFileError(f"it has more than {_LARGEST // 1_000_000} MB")
        return data

    @cached_property
    def directory(self) -> Directory:
        """All ids and the names that they are found by."""
        return Directory(self.bank)

    @property
    def known(self) -> Mapping[str, frozenset[str]]:
        """The ids that a reference to each kind may hold."""
        return self.directory.ids

    def is_broken(self, kind: str, id_: str) -> bool:
        """Whether `id_` is unknown only because a file has errors, which are reported there."""
        return kind in self.reading.unsure or (kind, id_) in self.reading.broken

    def closest(self, kind: str, written: str) -> str | None:
        """The id of that kind that was probably meant."""
        return self.directory.closest(kind, written)


def _is_published(path: str) -> bool:
    ending = ending_of(path)
    return ending in PICTURES or (ending in READABLE and path.startswith(_RESOURCES))
