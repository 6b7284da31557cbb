"""Delete files from the store that no clip needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lessonbank.media.history import History
from lessonbank.media.planning import Plan


@dataclass(frozen=True, slots=True)
class Purged:
    """Unneeded files of the store, deleted or, in a dry run, found."""

    files: tuple[Path, ...]
    bytes: int


def purge(plan: Plan, *, dry: bool = False) -> Purged:
    """Delete every object and record that the plan's clips do not need; only list them if `dry`.

    Everything not needed goes, so no cut made by an older recipe remains.
    """
    needed = set(_needed(plan))
    files = tuple(file for file in _files(plan.store.root) if file not in needed)
    size = sum(file.stat().st_size for file in files)
    if not dry:
        for file in files:
            file.unlink()
    return Purged(files, size)


def _needed(plan: Plan) -> Iterator[Path]:
    history = History(plan.store.root)
    for clip in plan.clips:
        yield history.path(clip.job.id)
        for step in clip.steps:
            if step.key and step.found:
                yield plan.store.record_path(step.key)
                yield from map(plan.store.path, step.found.outputs)


def _files(root: Path) -> Iterator[Path]:
    yield from root.glob("history.json")  # Version 0.2 wrote it.
    for folder in ("actions", "history", "objects"):
        yield from sorted(file for file in (root / folder).rglob("*") if file.is_file())
