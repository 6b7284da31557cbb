"""Copy the films of an edition to where its pages load them from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from lessonbank.files.fingerprint import fingerprint
from lessonbank.media.store import PUBLISHED_DIGITS
from lessonbank.remote.place import Hear, Place, one_at_a_time
from lessonbank.remote.pulling import Damaged

FILM: Final = re.compile(rf"[0-9a-f]{{{PUBLISHED_DIGITS}}}\.mp4(?:\.[0-9a-f]{{8}}\.part)?")
"""The names of films that lessonbank publishes."""


class Film(Protocol):
    """A film of a site, its name there, its digest and its size."""

    @property
    def path(self) -> Path: ...
    @property
    def published(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def bytes(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Unpublished:
    """The films that a place lacks, and names of films there that the edition does not show.

    `refused` are films that are there with another size: they are never overwritten.
    """

    films: tuple[Film, ...]
    gone: tuple[str, ...]
    refused: tuple[Damaged, ...]

    @property
    def bytes(self) -> int:
        return sum(film.bytes for film in self.films)


@dataclass(frozen=True, slots=True)
class Published:
    """The films that were copied, and those that were left out."""

    films: tuple[Film, ...]
    damaged: tuple[Damaged, ...]


def unpublished(films: Iterable[Film], place: Place) -> Unpublished:
    """Compare the films of an edition with those of a place. Raise RemoteError."""
    listed = place.sizes()
    named: Mapping[str, Film] = {film.published: film for film in films}
    refused = (
        Damaged(name, "it is there with other bytes")
        for name, film in sorted(named.items())
        if name in listed and listed[name] != film.bytes
    )
    return Unpublished(
        films=tuple(film for name, film in sorted(named.items()) if name not in listed),
        gone=tuple(name for name in sorted(listed) if FILM.fullmatch(name) and name not in named),
        refused=tuple(refused),
    )


def publish_films(todo: Unpublished, place: Place, hear: Hear) -> Published:
    """Copy the films that are missing. Raise RemoteError."""
    told = one_at_a_time(hear)

    def send(film: Film) -> Damaged | None:
        if fingerprint(film.path) != film.digest:
            return Damaged(film.published, "the copy in the cache here is damaged")
        place.upload(film.path, film.published)
        told(film.bytes)
        return None

    done = list(place.each(send, todo.films))
    sent = tuple(film for film, fault in zip(todo.films, done, strict=True) if fault is None)
    return Published(sent, (*todo.refused, *(each for each in done if each)))
