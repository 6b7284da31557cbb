"""Erase cached media of recordings that may no longer be kept, and list what remains."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lessonbank.bank import Bank, Clip, Permission, Recording
from lessonbank.compiler.compile import read_whole
from lessonbank.compiler.jobs import jobs
from lessonbank.compiler.places import Places, opened, read_places
from lessonbank.compiler.settings import Settings
from lessonbank.compiler.sources import sources_now
from lessonbank.content import UnknownRevisionError, commits_with
from lessonbank.files.kept import is_from
from lessonbank.files.locks import Waiting, exclusive_use
from lessonbank.media import Plan, Purged, Store, plan, purge
from lessonbank.remote import Leftover, RemoteError, purge_films, purge_store


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
    elsewhere: tuple[Leftover, ...] = ()
    """The same of the shared store and of where films are published."""
    faults: tuple[str, ...] = ()
    """The reason that such a place could not be purged."""


def erase(
    settings: Settings,
    *,
    dry: bool,
    here: bool = False,
    wait: float = 0,
    waiting: Waiting | None = None,
) -> Erasure:
    """Delete cached files that no recording with a current permission needs.

    Do so in all places, or on this machine only if `here`.

    Lock the media store; raise BusyError after `wait` seconds. Raise CompileError if the content
    has errors, because then nobody can tell what is needed.
    """
    if dry:
        return _erased(settings, dry=True, here=here)
    with exclusive_use(settings.store, f"a purge of {settings.root}", wait=wait, waiting=waiting):
        return _erased(settings, dry=False, here=here)


def _erased(settings: Settings, *, dry: bool, here: bool) -> Erasure:
    loaded = read_whole(settings)
    whole = loaded.records.bank
    bank = _living(whole, settings.today)
    needed = plan(list(jobs(loaded, bank, settings.root)), Store(settings.store))
    elsewhere = () if here else tuple(_elsewhere(needed, settings, dry=dry))
    return Erasure(
        purged=_with_drawn_and_read(purge(needed, dry=dry), settings, dry=dry),
        remains=tuple(_remains(whole, settings)),
        elsewhere=tuple(each for each in elsewhere if isinstance(each, Leftover)),
        faults=tuple(each for each in elsewhere if isinstance(each, str)),
    )


def _elsewhere(needed: Plan, settings: Settings, *, dry: bool) -> Iterator[Leftover | str]:
    """Purge the places outside this machine. Yield why, in a sentence, if one cannot be purged."""
    places = read_places(settings.root, os.environ)
    # Films first: which are needed, the records of the store say.
    for is_named, purge_one in ((places.media_store, _films), (places.store, _shared)):
        if not is_named:
            continue
        try:
            yield purge_one(needed, places, settings.root, dry=dry)
        except RemoteError as error:
            yield str(error)


def _films(needed: Plan, places: Places, root: Path, *, dry: bool) -> Leftover:
    films = opened(places.media_store, "media_store", root)
    store = opened(places.store, "store", root) if places.store else None
    return purge_films(needed, films, store, dry=dry)


def _shared(needed: Plan, places: Places, root: Path, *, dry: bool) -> Leftover:
    return purge_store(needed, opened(places.store, "store", root), dry=dry)


def is_finished(permission: Permission, today: date) -> bool:
    """Return whether nothing under the permission may be shown again."""
    return permission.is_final or permission.expires_on < today


def _living(bank: Bank, today: date) -> Bank:
    clips = {id_: clip for id_, clip in bank.of(Clip).items() if not _over(bank, clip, today)}
    return replace(bank, items={**bank.items, Clip.kind: clips})


def _over(bank: Bank, clip: Clip, today: date) -> bool:
    return is_finished(bank.of(Permission)[bank.recording_of(clip).permission], today)


def _with_drawn_and_read(purged: Purged, settings: Settings, *, dry: bool) -> Purged:
    """Include all social cards and index words, and pages of another day or other content."""
    folders, now = (settings.cards, settings.words, settings.pages), sources_now(settings)
    found = (file for folder in folders for file in sorted(folder.glob("*")) if file.is_file())
    files = tuple(file for file in found if file.parent != settings.pages or not is_from(file, now))
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
