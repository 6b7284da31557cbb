"""What a command adds to a bank: the files, their check and the writing of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lessonbank.bank import Item, ItemTypes, Overlay
from lessonbank.content import LOCK, Folder, load
from lessonbank.content.footage import MEDIA
from lessonbank.content.layout import CONTENT
from lessonbank.content.lock import read_lock
from lessonbank.content.lock import written as lock_text
from lessonbank.diagnostics import Code, Diagnostic, Severity
from lessonbank.ffmpeg.footage import Footage
from lessonbank.files.new_files import Brought, NewFile, add_files
from lessonbank.scaffold.items.films import CAPTION_ENDINGS
from lessonbank.scaffold.items.writing import written
from lessonbank.schemas import FOLDER as SCHEMAS
from lessonbank.schemas import schema_line

_WORK = ".cache/add"
_BODIES: Mapping[type[Item], str] = {
    Overlay: "## At our school {#at-our-school}\n\nWrite the school's own words here.\n"
}
"""Text of new items that would say nothing without any."""


@dataclass(frozen=True, slots=True)
class Addition:
    """New files of content, files brought into `media/`, and what to do next.

    `facts` are those of films that are not in media.lock yet, by path below `media/`. With
    `is_without_film`, the film comes later: that it is not there is no error yet.
    """

    files: tuple[NewFile, ...]
    brought: tuple[Brought, ...] = ()
    facts: Mapping[str, Footage] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    following: tuple[str, ...] = ()
    is_without_film: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all files, from the project's root."""
        return (*(each.path for each in self.brought), *(each.path for each in self.files))


def item_file(
    root: Path, model: type[Item], id_: str, data: Mapping[str, Any], body: str = ""
) -> NewFile:
    """Return the file of a new item. Raise YamlError."""
    path = f"{CONTENT}/{model.folder}/{id_}.{model.format}"
    text = written(model, data, _schema_line(root, model, path), body or _BODIES.get(model, ""))
    return NewFile(path, text.encode("utf-8"))


def _schema_line(root: Path, model: type[Item], path: str) -> str:
    """Return the comment that shows editors the schema, if the bank has one."""
    has_schema = (root / SCHEMAS / f"{model.folder}.json").is_file()
    return schema_line(path, model.folder) if has_schema else ""


def errors_of(
    root: Path,
    types: ItemTypes,
    addition: Addition,
    *,
    today: date | None = None,
    names: Path | None = None,
) -> tuple[Diagnostic, ...]:
    """Check the bank as it would be, and return the errors in the new files.

    Films are not opened: `facts` and media.lock stand for them.
    """
    over = {file.path: file.data for file in addition.files}
    over |= {file.path: _words(file) for file in addition.brought}
    lock, _ = read_lock(Folder(root))
    if lock is not None and addition.facts:
        over[LOCK] = lock_text({**lock, **addition.facts}).encode("utf-8")
    digests = {root / MEDIA / path: facts.sha256 for path, facts in addition.facts.items()}
    loaded = load(
        root,
        types,
        fingerprint=lambda path: digests.get(path, ""),
        today=today,
        names=names,
        over=over,
    )
    return tuple(
        found
        for found in loaded.diagnostics
        if found.severity is Severity.ERROR and found.path in addition.paths
        if not (addition.is_without_film and found.code is Code.MEDIA_MISSING)
    )


_LARGEST_CAPTIONS = 20_000_000


def _words(file: Brought) -> bytes:
    """Return the bytes of captions, or none of a film."""
    if file.path.lower().endswith(CAPTION_ENDINGS):
        with file.source.open("rb") as source:
            return source.read(_LARGEST_CAPTIONS)
    return b""


def write(root: Path, addition: Addition) -> tuple[Path, ...]:
    """Write all files or none, over no other; return moved films that could not be removed.

    Raise NotLinkedError and OSError.
    """
    return add_files(root, addition.brought, addition.files, _WORK)
