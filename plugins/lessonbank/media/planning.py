"""Plan jobs as steps: which are cached, which must run, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from lessonbank.media.history import History, difference
from lessonbank.media.job import ClipJob
from lessonbank.media.keys import (
    Parts,
    key_of,
    poster_parts,
    rendition_parts,
    still_parts,
    storyboard_parts,
)
from lessonbank.media.recipe import LOW, RENDITIONS, Recipe
from lessonbank.media.store import Found, Store, Stored

Cut = tuple[str, ...]
"""The keys of the renditions of a cut."""


@dataclass(frozen=True)
class Step:
    """One action of a clip: `std`, `low`, `poster`, a still or `storyboard`.

    `reason` says why it must run, "" if it is cached. A picture has no key until its low rendition
    is made.
    """

    name: str
    key: str | None
    reason: str
    found: Found | None
    second: float | None = None
    recipe: Recipe | None = None

    @property
    def must_run(self) -> bool:
        """Whether the step has to run."""
        return bool(self.reason)


@dataclass(frozen=True)
class ClipPlan:
    """The steps of one clip: its renditions, its poster, its stills, its storyboard."""

    job: ClipJob
    steps: tuple[Step, ...]

    @property
    def cut(self) -> Cut:
        """The keys of its renditions; equal cuts share them."""
        return tuple(step.key for step in self.steps if step.recipe and step.key)

    @property
    def must_run(self) -> bool:
        """Whether any step has to run."""
        return any(step.reason for step in self.steps)


@dataclass(frozen=True)
class Plan:
    """The steps of all clips, in the order of the jobs."""

    clips: tuple[ClipPlan, ...]
    store: Store

    def reasons(self) -> Iterator[tuple[str, str, str]]:
        """Yield each step that has to run: clip id, step, reason."""
        for clip in self.clips:
            for step in clip.steps:
                if step.must_run:
                    yield clip.job.id, step.name, step.reason


class Records(Protocol):
    """Recorded actions, here or in a shared store."""

    def find(self, key: str) -> Found | None:
        """Return the recorded action, or None; its objects may be missing."""

    def missing(self, found: Found, *, verify: bool = False) -> Sequence[Stored]:
        """Return the outputs that are missing or damaged; `verify` compares bytes."""


def plan(jobs: Sequence[ClipJob], store: Store, *, verify: bool = False) -> Plan:
    """Look up every job in the store; with `verify`, check each object's bytes too."""
    planner = _Planner(store, History(store.root), verify=verify)
    return Plan(tuple(planner.clip(job) for job in jobs), store)


def plan_clip(job: ClipJob, records: Records) -> ClipPlan:
    """Look up one job."""
    return _Planner(records, None, verify=False).clip(job)


class _Planner:
    def __init__(self, records: Records, history: History | None, *, verify: bool) -> None:
        self._records = records
        self._history = history
        self._verify = verify

    def clip(self, job: ClipJob) -> ClipPlan:
        renditions = [self._rendition(job, recipe) for recipe in RENDITIONS]
        low = next(step for step in renditions if step.name == LOW.name)
        digest = low.found.outputs[0].sha256 if low.found and not low.must_run else None
        return ClipPlan(job, (*renditions, *self._pictures(job, digest)))

    def _rendition(self, job: ClipJob, recipe: Recipe) -> Step:
        parts = rendition_parts(job, recipe)
        key = key_of(parts)
        found, reason = self._look_up(key)
        if not found:
            reason = self._why(job, recipe, parts)
        return Step(recipe.name, key, reason, found, recipe=recipe)

    def _pictures(self, job: ClipJob, low: str | None) -> Iterator[Step]:
        yield self._picture("poster", job.poster, poster_parts(low, job.poster) if low else None)
        for second in job.stills:
            parts = still_parts(low, second) if low else None
            yield self._picture(f"still {second:g} s", second, parts)
        yield self._picture("storyboard", None, storyboard_parts(low) if low else None)

    def _picture(self, name: str, second: float | None, parts: Parts | None) -> Step:
        if parts is None:
            return Step(name, None, "the low rendition is made first", None, second=second)
        key = key_of(parts)
        found, reason = self._look_up(key)
        return Step(name, key, reason, found, second=second)

    def _look_up(self, key: str) -> tuple[Found | None, str]:
        """Return the recorded action, if any, and why it cannot be used, "" if it can."""
        found = self._records.find(key)
        if found is None:
            return None, "not made yet"
        if self._records.missing(found, verify=self._verify):
            return found, "output object missing"
        return found, ""

    def _why(self, job: ClipJob, recipe: Recipe, parts: Parts) -> str:
        before = self._history.of(job.id).get(recipe.name) if self._history else None
        if before is None:
            return "not made yet"
        return difference(before, parts) or "missing action"
