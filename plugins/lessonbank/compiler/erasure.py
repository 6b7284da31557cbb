"""Erase cached media of recordings that may no longer be kept, and list what remains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lessonbank.bank import Bank, Clip, Permission, Recording
from lessonbank.compiler.compile import read_whole
from lessonbank.compiler.jobs import jobs
from lessonbank.compiler.settings import Settings
from lessonbank.content import UnknownRevisionError, commits_with
from lessonbank.files.locks import Waiting, exclusive_use
from lessonbank.media import Purged, Store, plan, purge


@dataclass(frozen=True, slots=True)
class Remains:
    """Copies of one recording that this command cannot delete.

    `commits` is the number of commits with its files; None if git cannot tell.
    """

    permission: Permission
    recording: Recording
    paths: tuple[str, ...]
    commits: int | None


@dataclass(frozen=True, slots=True)
class Erasure:
    """Cached files deleted (or to be deleted), and what remains elsewhere."""

    purged: Purged
    remains: tuple[Remains, ...]


def erase(
    settings: Settings, *, dry: bool, wait: float = 0, waiting: Waiting | None = None
) -> Erasure:
    """Delete cached files that no recording with a current permission needs.

    Lock the media store; raise BusyError after `wait` seconds. Raise CompileError if the content
    has errors, because then nobody can tell what is needed.
    """
    if dry:
        return _erased(settings, dry=True)
    with exclusive_use(settings.store, f"a purge of {settings.root}", wait=wait, waiting=waiting):
        return _erased(settings, dry=False)


def _erased(settings: Settings, *, dry: bool) -> Erasure:
    loaded = read_whole(settings)
    whole = loaded.records.bank
    bank = _living(whole, settings.today)
    store = Store(settings.store)
    purged = purge(plan(list(jobs(loaded, bank, settings.root)), store), dry=dry)
    return Erasure(
        purged=_with_drawn_and_read(purged, settings, dry=dry),
        remains=tuple(_remains(whole, settings)),
    )


def is_finished(permission: Permission, today: date) -> bool:
    """Return whether nothing under the permission may be shown again."""
    return permission.is_final or permission.expires_on < today


def _living(bank: Bank, today: date) -> Bank:
    clips = {id_: clip for id_, clip in bank.of(Clip).items() if not _over(bank, clip, today)}
    return replace(bank, items={**bank.items, Clip.kind: clips})


def _over(bank: Bank, clip: Clip, today: date) -> bool:
    return is_finished(bank.of(Permission)[bank.recording_of(clip).permission], today)


def _with_drawn_and_read(purged: Purged, settings: Settings, *, dry: bool) -> Purged:
    """Include all social cards and index words, which are quick to make again."""
    folders = (settings.cards, settings.words)
    found = (file for folder in folders for file in sorted(folder.glob("*")))
    files = tuple(file for file in found if file.is_file())
    size = sum(file.stat().st_size for file in files)
    if not dry:
        for file in files:
            file.unlink()
    return Purged((*purged.files, *files), purged.bytes + size)


def _remains(bank: Bank, settings: Settings) -> Iterator[Remains]:
    for recording in bank.of(Recording).values():
        permission = bank.of(Permission)[recording.permission]
        if is_finished(permission, settings.today):
            files = (*recording.films.values(), *recording.words.values())
            paths = tuple(f"media/{file}" for file in files)
            there = tuple(path for path in paths if (settings.root / path).is_file())
            yield Remains(permission, recording, there, _commits(settings, paths))


def _commits(settings: Settings, paths: tuple[str, ...]) -> int | None:
    try:
        return max(commits_with(settings.root, path) for path in paths)
    except UnknownRevisionError:
        return None
