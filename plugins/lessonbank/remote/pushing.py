"""Copy made media from the cache to a shared store: objects first, records last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lessonbank.files.fingerprint import fingerprint
from lessonbank.media import Plan, Store
from lessonbank.media.planning import ClipPlan
from lessonbank.media.store import Found, Stored, record_of
from lessonbank.remote.place import Hear, Place, one_at_a_time
from lessonbank.remote.pulling import Damaged
from lessonbank.remote.records import object_name, record_name


@dataclass(frozen=True, slots=True)
class Lacking:
    """Media of clips that are made here and that a store lacks.

    `records` are by name; each is written after its objects. `refused` are files of the store that
    are there with other bytes: they are never overwritten. `unmade` are clips that are not made.
    """

    objects: tuple[Stored, ...]
    records: Mapping[str, Found]
    refused: tuple[Damaged, ...]
    unmade: tuple[str, ...]

    @property
    def bytes(self) -> int:
        return sum(stored.bytes for stored in self.objects)


@dataclass(frozen=True, slots=True)
class Pushed:
    """The objects that were copied, and files that were left as they are."""

    objects: tuple[Stored, ...]
    damaged: tuple[Damaged, ...]

    @property
    def bytes(self) -> int:
        return sum(stored.bytes for stored in self.objects)


def lacking(plan: Plan, place: Place) -> Lacking:
    """Return what the place lacks of the plan's clips. Raise RemoteError."""
    listed = place.sizes()
    objects: dict[str, Stored] = {}
    records: dict[str, Found] = {}
    refused: dict[str, Damaged] = {}
    for clip in plan.clips:
        if clip.must_run:
            continue
        actions = dict(_actions(clip))
        outputs = [stored for found in actions.values() for stored in found.outputs]
        for stored in outputs:
            name = object_name(stored)
            if name not in listed:
                objects[name] = stored
            elif listed[name] != stored.bytes:
                refused[name] = Damaged(name, "it is there with other bytes")
        if {object_name(s) for s in outputs} & objects.keys() or actions.keys() - listed.keys():
            records |= actions
    unmade = tuple(clip.job.id for clip in plan.clips if clip.must_run)
    return Lacking(tuple(objects.values()), records, tuple(refused.values()), unmade)


def push(lack: Lacking, store: Store, place: Place, hear: Hear) -> Pushed:
    """Copy the objects, then write the records whose objects are all there. Raise RemoteError."""
    told = one_at_a_time(hear)

    def send(stored: Stored) -> Damaged | None:
        path = store.path(stored)
        if fingerprint(path) != stored.sha256:
            return Damaged(object_name(stored), "the copy in the cache here is damaged")
        place.upload(path, object_name(stored))
        told(stored.bytes)
        return None

    done = list(place.each(send, lack.objects))
    damaged = (*lack.refused, *(each for each in done if each))
    bad = {each.name for each in damaged}
    good = [
        (name, found)
        for name, found in lack.records.items()
        if not bad & {object_name(stored) for stored in found.outputs}
    ]
    for _ in place.each(lambda record: place.write(record[0], record_of(record[1])), good):
        pass
    sent = tuple(s for s, fault in zip(lack.objects, done, strict=True) if fault is None)
    return Pushed(sent, damaged)


def _actions(clip: ClipPlan) -> Sequence[tuple[str, Found]]:
    return [(record_name(step.key), step.found) for step in clip.steps if step.key and step.found]
