"""Bring made media from a shared store into the cache; nothing of it is trusted unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lessonbank.media import ClipJob, Plan, Store
from lessonbank.media.planning import ClipPlan, Step, plan_clip
from lessonbank.media.shape import fitted
from lessonbank.media.soundness import unsound
from lessonbank.media.store import Found, Stored
from lessonbank.remote.place import Hear, Place, one_at_a_time
from lessonbank.remote.records import Both, SharedRecords, object_name, record_name

_OFF = 0.5
"""Seconds by which a film may differ from its clip."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file that cannot be used, by its name, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Actions by key and their objects that the store has and the cache lacks.

    `damaged` are records that cannot be used.
    """

    actions: tuple[tuple[str, Found], ...]
    objects: tuple[Stored, ...]
    damaged: tuple[Damaged, ...] = ()

    @property
    def bytes(self) -> int:
        return sum(stored.bytes for stored in self.objects)


@dataclass(frozen=True, slots=True)
class Pulled:
    """The objects that were brought, and files of the store that cannot be used."""

    objects: tuple[Stored, ...]
    damaged: tuple[Damaged, ...]

    @property
    def bytes(self) -> int:
        return sum(stored.bytes for stored in self.objects)


def wanted(plan: Plan, place: Place) -> Wanted:
    """Return what the store has of what the plan's clips lack. Raise RemoteError."""
    shared = SharedRecords(place)
    both = Both(plan.store, shared)
    lacking = [clip for clip in plan.clips if clip.must_run]
    actions: dict[str, Found] = {}
    damaged: dict[str, Damaged] = {}
    for clip in place.each(lambda clip: plan_clip(clip.job, both), lacking):
        for key, step, found in _found(clip):
            if plan.store.find(key) == found and not plan.store.missing(found):
                continue
            if why := _unlike(step, found, clip.job):
                damaged[key] = Damaged(record_name(key), why)
            else:
                actions[key] = found
    for name in shared.faulty:
        damaged[name] = Damaged(name, "it is no record of lessonbank")
    objects = {
        stored.sha256: stored for found in actions.values() for stored in plan.store.missing(found)
    }
    faulty = tuple(sorted(damaged.values(), key=lambda each: each.name))
    return Wanted(tuple(actions.items()), tuple(objects.values()), faulty)


def pull(want: Wanted, store: Store, place: Place, hear: Hear) -> Pulled:
    """Copy the objects into the cache, then record the actions whose objects are all here.

    An object appears in the cache only after its bytes were checked. Raise RemoteError.
    """
    with store.working_folder() as folder:
        fetcher = _Fetcher(store, place, folder, one_at_a_time(hear))
        done = list(place.each(fetcher.fetch, want.objects))
    for key, found in want.actions:
        if not store.missing(found):
            store.record(key, found.outputs, found.facts)
    damaged = tuple(each for each in done if isinstance(each, Damaged))
    objects = tuple(each for each in done if isinstance(each, Stored))
    return Pulled(objects, (*want.damaged, *damaged))


def _found(clip: ClipPlan) -> Iterator[tuple[str, Step, Found]]:
    for step in clip.steps:
        if step.key and step.found and not step.must_run:
            yield step.key, step, step.found


def _unlike(step: Step, found: Found, job: ClipJob) -> str | None:
    """Return why the outputs cannot be those of the step, or None."""
    endings = [stored.ext for stored in found.outputs]
    if endings != _endings(step):
        return "it does not describe what it is for"
    if step.recipe is None:
        return None
    (film,) = found.outputs
    footage = job.source.footage
    size = fitted(footage.width, footage.height, step.recipe)
    seconds = film.duration or 0.0
    if (film.width, film.height) != size or abs(seconds - job.duration) > _OFF:
        return "it describes another film"
    return None


def _endings(step: Step) -> Sequence[str]:
    if step.recipe is not None:
        return ["mp4"]
    return ["webp"] if step.name == "storyboard" else ["webp", "webp"]


class _Fetcher:
    """Fetches objects; several threads may do so at a time."""

    def __init__(self, store: Store, place: Place, folder: Path, hear: Hear) -> None:
        self._store, self._place, self._folder, self._hear = store, place, folder, hear

    def fetch(self, stored: Stored) -> Stored | Damaged:
        name, file = object_name(stored), self._folder / f"{stored.sha256}.{stored.ext}"
        copied = self._place.download(name, file, stored.bytes, self._hear)
        if copied is None:
            return Damaged(name, "a record names it, and it is not there")
        if copied.bytes != stored.bytes or copied.sha256 != stored.sha256:
            why = "its bytes are not those that its name promises"
        else:
            why = unsound(file, stored) or ""
        if why:
            file.unlink()
            return Damaged(name, why)
        self._store.take(file, stored)
        return stored
