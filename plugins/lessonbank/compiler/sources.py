"""Tell whether the files that a build reads have changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from lessonbank.compiler.settings import Settings
from lessonbank.content.layout import CONFIG, CONTENT
from lessonbank.content.lock import LOCK
from lessonbank.content.tree import Folder
from lessonbank.files.fingerprint import Stamp


def source_stamps(settings: Settings) -> Mapping[str, Stamp]:
    """Return size and time of every file that a build reads, by path from the root."""
    return dict(_stamps(settings))


def sources_now(settings: Settings) -> bytes:
    """Return a digest of the content and media that a build reads, and of its day."""
    stamps = source_stamps(replace(settings, overrides=None))
    said = (settings.today.isoformat(), sorted(map(str, stamps.items())))
    return sha256(repr(said).encode()).digest()


def _stamps(settings: Settings) -> Iterator[tuple[str, Stamp]]:
    tree, folders = Folder(settings.root), [CONTENT, settings.media.name]
    if settings.overrides and settings.overrides.root == settings.root:
        folders.append(settings.overrides.folder)
    for path in (CONFIG, LOCK, *(path for each in folders for path in tree.paths(each))):
        try:
            yield path, Stamp.of(settings.root / path)
        except OSError:
            continue  # It has gone since; what is not there has changed.
