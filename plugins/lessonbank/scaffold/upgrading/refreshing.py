"""Files in a bank that are lessonbank's own, and follow each version.

A refresher returns such files as this version writes them, by path with forward slashes. It
returns only files that the bank should have: those of a bank made without them stay away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from lessonbank.scaffold.bank.following import own_files
from lessonbank.scaffold.upgrading.draft import Draft
from lessonbank.scaffold.upgrading.steps import Step

Refresher = Callable[[Path], Mapping[str, bytes]]
"""Gets the project's folder. May raise OSError."""

REFRESHERS: tuple[Refresher, ...] = (own_files,)


def refreshed(draft: Draft, root: Path, refreshers: Sequence[Refresher]) -> Iterator[Step]:
    """Yield a step for each file that differs from what this version writes."""
    for refresher in refreshers:
        for path, data in refresher(root).items():
            if not draft.holds(path) or draft.read(path, len(data) + 1) != data:
                yield Step(path, data, "as this version writes it")
