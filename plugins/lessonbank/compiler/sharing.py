"""Share made media: with all who build the bank, and with the readers of an edition."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from lessonbank.compiler.compile import media_plan, refuse_engine
from lessonbank.compiler.records import read_edition
from lessonbank.compiler.settings import Settings
from lessonbank.files.locks import shared_use
from lessonbank.media import plan
from lessonbank.remote import (
    Damaged,
    Film,
    Hear,
    Place,
    delete,
    lacking,
    publish_films,
    pull,
    push,
    unpublished,
    wanted,
)
from lessonbank.site import films_of

Counting = Callable[[str, int], AbstractContextManager[Hear]]
"""Show how far a copy is, from a verb and the bytes in all."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The files that were copied, and those that were not.

    `damaged` are files that cannot be used, or would have to be overwritten. `unmade` are clips
    whose media is not there. `gone` are files that were deleted, `kept` those that the place
    refuses to delete.
    """

    files: int
    bytes: int
    damaged: tuple[Damaged, ...] = ()
    unmade: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def push_media(settings: Settings, place: Place, counting: Counting) -> Shared:
    """Copy to the shared store what the edition's clips need and the store lacks.

    The edition's clips are those that the content permits today, so nothing else is copied. Raise
    CompileError and RemoteError.
    """
    whole = media_plan(settings)
    lack = lacking(whole, place)
    with _kept(settings), counting("Pushing", lack.bytes) as hear:
        pushed = push(lack, whole.store, place, hear)
    return Shared(len(pushed.objects), pushed.bytes, pushed.damaged, lack.unmade)


def _kept(settings: Settings) -> AbstractContextManager[None]:
    """Keep purges away from the cache. Raise BusyError during one."""
    return shared_use(settings.store, f"a copy of the media of {settings.root}")


def pull_media(settings: Settings, place: Place, counting: Counting) -> Shared:
    """Copy from the shared store what the edition's clips need and the cache lacks.

    Raise CompileError and RemoteError.
    """
    whole = media_plan(settings)
    want = wanted(whole, place)
    with counting("Pulling", want.bytes) as hear:
        pulled = pull(want, whole.store, place, hear)
    after = plan([clip.job for clip in whole.clips], whole.store)
    unmade = tuple(clip.job.id for clip in after.clips if clip.must_run)
    return Shared(len(pulled.objects), pulled.bytes, pulled.damaged, unmade)


def publish_media(settings: Settings, place: Place, counting: Counting) -> Shared:
    """Copy the edition's films to where its pages load them from, under their names in a site.

    First delete films there that the edition does not show. Raise CompileError and RemoteError.
    """
    refuse_engine(settings)
    library = read_edition(settings).library
    films: list[Film] = [film for clip in library.clips for film in films_of(library, clip)]
    todo = unpublished(films, place)
    kept = delete(place, todo.gone)
    with _kept(settings), counting("Publishing", todo.bytes) as hear:
        published = publish_films(todo, place, hear)
    return Shared(
        files=len(published.films),
        bytes=sum(film.bytes for film in published.films),
        damaged=published.damaged,
        unmade=tuple(clip.id for clip in library.waiting),
        gone=tuple(name for name in todo.gone if name not in kept),
        kept=kept,
    )
