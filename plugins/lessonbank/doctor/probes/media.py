"""Films and captions: whether they are here, whole, and found by what publishes the bank."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lessonbank.bank import Bank, Recording
from lessonbank.content.footage import MEDIA
from lessonbank.content.git import Held, UnknownRevisionError, how_held
from lessonbank.content.lock import within
from lessonbank.doctor.finding import Finding, advice, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System, run
from lessonbank.doctor.workflow import Workflow, read_workflow
from lessonbank.files.pointers import pointer_at
from lessonbank.files.regular import size_of
from lessonbank.files.sizes import counted, in_words
from lessonbank.files.unicode_names import on_disk

GIT_LIMIT = 100_000_000
"""Bytes of the largest file that GitHub takes; it says 100 MB and means MiB."""
_SHOWN = 5
_PULL = "lessonbank media --pull"


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that the content names, by its path from the root.

    `bytes` is None if it is missing; `held` is None without a repository.
    """

    path: str
    bytes: int | None
    held: Held | None
    is_pointer: bool = False


@dataclass(frozen=True, slots=True)
class Media:
    """The files that recordings name, and the workflow that publishes them or None."""

    files: tuple[MediaFile, ...]
    workflow: Workflow | None


def observe(here: Here) -> Media:
    root = here.bank_root
    paths = [f"{MEDIA}/{path}" for path in _named(here.bank)]
    try:
        held = how_held(root, paths)
    except UnknownRevisionError:
        held = {}
    files = tuple(_seen(root, path, held.get(path)) for path in paths)
    return Media(files, read_workflow(root))


def _named(bank: Bank) -> Sequence[str]:
    recordings = bank.of(Recording).values()
    named = {path for each in recordings for path in (*each.films.values(), *each.words.values())}
    return sorted(path for path in named if within(path))


def _seen(root: Path, path: str, held: Held | None) -> MediaFile:
    name = on_disk(root, path).relative_to(root).as_posix()
    try:
        size = size_of(root, name)
    except OSError:
        return MediaFile(path, None, held)
    return MediaFile(path, size, held, is_pointer=pointer_at(root, name) is not None)


def judge(seen: Media, system: System) -> Iterator[Finding]:
    here = [each for each in seen.files if each.bytes is not None]
    found = [
        *_pointers(seen, system),
        *_too_large(seen, system),
        *_unpublished(seen, system),
        *_absent(seen),
    ]
    yield from found
    if not found:
        total = sum(each.bytes or 0 for each in here)
        yield ok(f"{MEDIA}/ has {counted(len(here), 'file')} of the bank, {in_words(total)}.")


def _pointers(seen: Media, system: System) -> Iterator[Finding]:
    pointers = _paths(seen, lambda each: each.is_pointer)
    if pointers:
        text = f"{_listed(pointers)} {_are(pointers)} in Git LFS, and only a pointer is here."
        yield fault(text, run(system, "git", "lfs", "pull"))


def _too_large(seen: Media, system: System) -> Iterator[Finding]:
    stored = {Held.TRACKED, Held.NEW}
    large = _paths(seen, lambda e: (e.bytes or 0) > GIT_LIMIT and e.held in stored)
    if large:
        text = f"{_listed(large)} {_are(large)} larger than the 100 MB that GitHub takes in git."
        fix = run(system, "git", "lfs", "track", *large)
        yield (fault if seen.workflow else advice)(text, fix)


def _unpublished(seen: Media, system: System) -> Iterator[Finding]:
    """Yield what the workflow would not find."""
    workflow = seen.workflow
    if workflow is None:
        return
    remote = _paths(seen, lambda each: each.held is Held.LFS)
    if remote and not workflow.fetches_lfs:
        text = f"{workflow.path} does not fetch {_listed(remote)} from Git LFS."
        yield fault(text, f"Write `lfs: true` below `with:` in {workflow.path}.")
    outside = _paths(seen, lambda each: each.held is Held.NOT)
    if outside and workflow.brings_media:
        named = f"a step of {workflow.path} names {MEDIA}/"
        text = f"{_listed(outside)} {_are(outside)} not in git; {named}."
        yield advice(text, "See that this step brings the files before the site is built.")
    elif outside:
        text = f"{_listed(outside)} {_are(outside)} not in git, so {workflow.path} cannot publish."
        yield fault(text, run(system, "git", "add", "--force", *outside))
    new = _paths(seen, lambda each: each.held is Held.NEW)
    if new:
        yield advice(f"{_listed(new)} {_are(new)} not in git yet.", run(system, "git", "add", *new))


def _absent(seen: Media) -> Iterator[Finding]:
    absent = _paths(seen, lambda each: each.bytes is None)
    if absent:
        text = f"{_listed(absent)} {_are(absent)} not here; a build needs what its cache lacks."
        fix = f"Copy the files into {MEDIA}/, or run {_PULL} if the bank has a shared store."
        yield advice(text, f"{fix} Then run: lessonbank check")


def _paths(seen: Media, wanted: Callable[[MediaFile], bool]) -> list[str]:
    return [each.path for each in seen.files if wanted(each)]


def _listed(paths: Sequence[str]) -> str:
    rest = len(paths) - _SHOWN
    shown = ", ".join(paths[:_SHOWN])
    return f"{shown} and {counted(rest, 'more file')}" if rest > 0 else shown


def _are(paths: Sequence[str]) -> str:
    return "is" if len(paths) == 1 else "are"


PROBE = Probe("the films", observe, judge)
