"""Plan an upgrade, and write all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.version import Version

from lessonbank.content.mkdocs_yml.engine import (
    ENGINE,
    engine_findings,
    is_passed,
    lowest,
    range_setting,
)
from lessonbank.content.tree import Folder
from lessonbank.diagnostics import Code
from lessonbank.files import atomic
from lessonbank.files.regular import refuse_links
from lessonbank.files.scratch import scratch
from lessonbank.scaffold.upgrading.content import unreadable
from lessonbank.scaffold.upgrading.draft import Draft
from lessonbank.scaffold.upgrading.refreshing import REFRESHERS, Refresher, refreshed
from lessonbank.scaffold.upgrading.releases import RELEASES, Release, Task
from lessonbank.scaffold.upgrading.settings import allow_engine
from lessonbank.scaffold.upgrading.steps import NotUpgradableError, Step

FIRST = Version("0.1.0")
"""The version of banks that do not say which one they were written for."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """Everything that an upgrade would do, and what is left to people.

    `former` are the files as they are, by path; None for a new file.
    """

    before: Version
    after: Version
    steps: tuple[Step, ...]
    tasks: tuple[Task, ...]
    files: Mapping[str, bytes]
    former: Mapping[str, bytes | None]


def plan_upgrade(
    root: Path,
    *,
    releases: Sequence[Release] = RELEASES,
    refreshers: Sequence[Refresher] = REFRESHERS,
    engine: Version = ENGINE,
) -> Upgrade:
    """Return what would bring the bank to this version. Raise NotUpgradableError or OSError."""
    _refuse_other_banks(root, engine)
    draft = Draft(Folder(root))
    if found := tuple(unreadable(draft)):
        raise NotUpgradableError(*found)
    before = _written_for(root)
    steps: list[Step] = []
    for release in releases:
        for migration in release.migrations:
            draft = _taken(draft, migration(draft), steps)
    draft = _taken(draft, allow_engine(draft, engine), steps)
    draft = _taken(draft, refreshed(draft, root, refreshers), steps)
    newer = (release for release in releases if before < Version(release.version) <= engine)
    tasks = tuple(task for release in newer for task in release.tasks if task.concerns(draft))
    former = {path: _former(root, path) for path in draft.files}
    files = {path: data for path, data in draft.files.items() if former[path] != data}
    return Upgrade(before, engine, tuple(steps), tasks, files, former)


def _taken(draft: Draft, steps: Iterable[Step], done: list[Step]) -> Draft:
    """Lay the steps over the draft, and note them in `done`."""
    for each in steps:
        draft = draft.with_file(each.path, each.data)
        done.append(each)
    return draft


def _refuse_other_banks(root: Path, engine: Version) -> None:
    """Refuse a bank for a newer version, or with a range that excludes this one or is faulty."""
    found = engine_findings(root, engine=engine)
    if found and found[0].code is Code.NO_VERSION_RANGE:
        raise NotUpgradableError(*found)
    versions = range_setting(root)
    if found and versions is not None and not is_passed(versions, engine):
        raise NotUpgradableError(*found)


def _written_for(root: Path) -> Version:
    versions = range_setting(root)
    return (lowest(versions) if versions is not None else None) or FIRST


def _former(root: Path, path: str) -> bytes | None:
    refuse_links(root, path)
    file = root / path
    return file.read_bytes() if file.exists() else None


def write_upgrade(root: Path, upgrade: Upgrade) -> None:
    """Write all files or none. Raise OSError."""
    for path, data in upgrade.former.items():
        if _former(root, path) != data:
            raise OSError(None, f"{path} has changed meanwhile. Run the command again")
    if upgrade.files:
        with scratch(root / ".cache" / "upgrade") as folder:
            files = {root / path: data for path, data in upgrade.files.items()}
            try:
                atomic.write_together(files, folder)
            except OSError:
                _put_back(root, upgrade)
                raise


def _put_back(root: Path, upgrade: Upgrade) -> None:
    """Restore the files that had been written before another one could not be."""
    for path in upgrade.files:
        former = upgrade.former[path]
        if former is None:
            (root / path).unlink(missing_ok=True)
        elif (root / path).read_bytes() != former:
            atomic.write_bytes(root / path, former)
