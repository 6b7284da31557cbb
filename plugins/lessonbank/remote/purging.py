"""Delete from other places what no clip needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lessonbank.media import Plan
from lessonbank.media.planning import ClipPlan, plan_clip
from lessonbank.remote.errors import RefusedError, RemoteError
from lessonbank.remote.place import Place
from lessonbank.remote.publishing import FILM
from lessonbank.remote.records import NAME, Both, SharedRecords, object_name, record_name


@dataclass(frozen=True, slots=True)
class Leftover:
    """Files of a place that no clip needs: deleted, or to be deleted in a dry run.

    `kept` are those that the place does not let us delete.
    """

    place: str
    names: tuple[str, ...]
    bytes: int
    kept: tuple[str, ...] = ()


def purge_store(plan: Plan, place: Place, *, dry: bool) -> Leftover:
    """Delete from a shared store what the plan's clips do not need.

    What is needed is read from the store too, because the cache here may hold less. Damaged files
    go; files that lessonbank has not written stay. Raise RemoteError.
    """
    place.require()
    listed = place.sizes()
    shared = SharedRecords(place, listed)
    there = place.each(lambda clip: plan_clip(clip.job, shared), plan.clips)
    needed = {name for clip in (*plan.clips, *there) for name in _names(clip, listed)}
    return _deleted(place, _others(listed, NAME.fullmatch, needed - shared.faulty), dry=dry)


def purge_films(plan: Plan, place: Place, store: Place | None, *, dry: bool) -> Leftover:
    """Delete from where films are published those that no clip of the plan needs.

    Raise RemoteError, also if the films of a clip are known neither here nor in the `store`.
    """
    place.require()
    clips: Sequence[ClipPlan] = plan.clips
    if store is not None:
        both = Both(plan.store, SharedRecords(store))
        clips = list(store.each(lambda clip: plan_clip(clip.job, both), plan.clips))
    films = [step for clip in clips for step in clip.steps if step.recipe]
    unknown = sum(step.found is None for step in films)
    if unknown:
        raise RemoteError(
            f"Nothing was deleted from {place.shown}: of {unknown} films nobody can tell here"
            " whether they are there.",
            "Run `lessonbank media --pull` or `lessonbank media`, then purge again.",
        )
    needed = {out.published for step in films if step.found for out in step.found.outputs}
    return _deleted(place, _others(place.sizes(), FILM.fullmatch, needed), dry=dry)


def delete(place: Place, names: Collection[str]) -> tuple[str, ...]:
    """Delete files. Return those that the place refuses to delete. Raise RemoteError."""
    kept: list[str] = []
    for name in names:
        try:
            place.remove(name)
        except RefusedError:
            kept.append(name)
    return tuple(kept)


def _deleted(place: Place, unneeded: Mapping[str, int], *, dry: bool) -> Leftover:
    # Sorted, records come first: a purge broken off leaves objects without records.
    names = tuple(sorted(unneeded))
    kept = () if dry else delete(place, names)
    gone = tuple(name for name in names if name not in {*kept})
    return Leftover(place.shown, gone, sum(unneeded[name] for name in gone), kept)


def _others(
    listed: Mapping[str, int], is_ours: Callable[[str], object], needed: Collection[str]
) -> Mapping[str, int]:
    """Return our files that are not needed."""
    return {n: size for n, size in listed.items() if is_ours(n) and n not in needed}


def _names(clip: ClipPlan, listed: Mapping[str, int]) -> Iterator[str]:
    """Yield the names of a clip's files, but for those of the wrong size."""
    for step in clip.steps:
        if step.key and step.found:
            yield record_name(step.key)
            for stored in step.found.outputs:
                if listed.get(object_name(stored)) == stored.bytes:
                    yield object_name(stored)
