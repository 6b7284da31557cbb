"""Git: whether it is here, and whether the bank is in a repository."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.content.git import UnknownRevisionError, git_version, is_repository, tracked_files
from lessonbank.doctor.finding import Finding, advice, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System, Task, how_to


@dataclass(frozen=True, slots=True)
class Repository:
    """Git's version, or None without it, and what keeps it from reading the bank.

    `clashes` are pairs of stored files that differ only in case. `is_bank` is False on a machine
    without a bank.
    """

    version: str | None
    is_bank: bool = False
    is_inside: bool = False
    refusal: str = ""
    clashes: tuple[tuple[str, str], ...] = ()


def observe(here: Here) -> Repository:
    try:
        version = git_version()
    except UnknownRevisionError:
        return Repository(None)
    root = here.root
    if root is None:
        return Repository(version)
    if not is_repository(root):
        return Repository(version, is_bank=True)
    try:
        clashes = tuple(clashing(tracked_files(root)))
    except UnknownRevisionError as error:
        return Repository(version, is_bank=True, is_inside=True, refusal=str(error))
    return Repository(version, is_bank=True, is_inside=True, clashes=clashes)


def clashing(paths: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of paths that are one file on Windows and macOS."""
    first: dict[str, str] = {}
    for path in sorted(paths):
        known = first.setdefault(path.casefold(), path)
        if known != path:
            yield known, path


def judge(seen: Repository, system: System) -> Iterator[Finding]:
    if seen.version is None:
        text = "Git is not installed, so changes cannot be compared or published from here."
        yield advice(text, how_to(Task.INSTALL_GIT, system))
    elif not seen.is_bank:
        yield ok(f"Git is {seen.version}.")
    elif not seen.is_inside:
        text = f"Git is {seen.version}, but this folder is no git repository."
        yield advice(text, "Run: git init")
    elif seen.refusal:
        reason = " ".join(seen.refusal.split("\n")[0].split()).rstrip(".")
        text = f"Git cannot read this repository: {reason}."
        yield advice(text, "Run: git config --global --add safe.directory .")
    else:
        yield ok(f"Git is {seen.version}, and this folder is a git repository.")
    for one, other in seen.clashes:
        text = f"{one} and {other} are one file on Windows and macOS, where one is lost."
        yield advice(text, "Rename one of the two files.")


PROBE = Probe("git", observe, judge)
