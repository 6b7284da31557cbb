"""Read earlier revisions of a project from git, and list what has changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum, auto
from pathlib import Path

from lessonbank.content.tree import Snapshot
from lessonbank.files.programs import find_program
from lessonbank.files.regular import size_of
from lessonbank.files.unicode_names import nfc


class UnknownRevisionError(Exception):
    """The revision does not exist, or git is not available."""


def read_revision(root: Path, revision: str, paths: Sequence[str] = ("content/",)) -> Snapshot:
    """Read the files of `paths` at a revision. Raise UnknownRevisionError.

    Skip links and submodules: git stores only their targets.
    """
    listing = _git(root, "ls-tree", "-r", "-z", _revision(revision), "--", *paths)
    entries = (line for line in listing.split(b"\0") if line.startswith(_FILE_MODES))
    blobs = dict(_entry(line) for line in entries)
    names = "".join(f"{blob}\n" for blob in blobs.values())
    contents = _git(root, "cat-file", "--batch", given=names.encode())
    return Snapshot(dict(zip(blobs, _batch(contents), strict=True)))


_FILE_MODES = (b"100644 blob ", b"100755 blob ")


def changed_files(root: Path, revision: str) -> frozenset[str]:
    """Return paths below `root` that are new or changed. Raise UnknownRevisionError."""
    changed = _git(root, "diff", "--name-only", "--relative", "-z", _revision(revision), "--")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    names = (changed + new).decode("utf-8", "surrogateescape")
    return frozenset(name for name in names.split("\0") if name)


def changed_sizes(root: Path, revision: str) -> Mapping[str, tuple[int, int]]:
    """Return the bytes of each changed file, at a revision and now; 0 where there is none.

    Links count as no file. Raise UnknownRevisionError.
    """
    changed = changed_files(root, revision)
    if not changed:
        return {}
    listing = _git(root, "ls-tree", "-r", "-z", "--long", _revision(revision))
    lines = (line for line in listing.split(b"\0") if line.startswith(_FILE_MODES))
    before = dict(_sized(line) for line in lines)
    return {path: (before.get(path, 0), _size(root, path)) for path in sorted(changed)}


def _size(root: Path, path: str) -> int:
    try:
        return size_of(root, path)
    except OSError:
        return 0


def _sized(line: bytes) -> tuple[str, int]:
    """Return path and size of a line of `git ls-tree --long`."""
    about, _, path = line.partition(b"\t")
    return path.decode("utf-8", "surrogateescape"), int(about.split()[3])


def commits_with(root: Path, path: str) -> int:
    """Count the commits on any branch that touch a path. Raise UnknownRevisionError."""
    return len(_git(root, "log", "--all", "--format=%h", "--", path).splitlines())


class Held(Enum):
    """How git holds a file."""

    TRACKED = auto()
    """It is stored in git, or will be with the next commit."""
    NEW = auto()
    """`git add` would store it."""
    LFS = auto()
    """Git stores a pointer, and Git LFS the file."""
    NOT = auto()
    """It is ignored, or missing."""


def how_held(root: Path, paths: Sequence[str]) -> Mapping[str, Held]:
    """Return how git holds each of `paths`. Raise UnknownRevisionError without git."""
    if not paths:
        return {}
    # Name the folders, not the files: Windows limits a command to 32,767 characters.
    folders = sorted({path.partition("/")[0] for path in paths})
    tracked = _listed(root, folders, "--cached")
    new = _listed(root, folders, "--others", "--exclude-standard")
    names = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    answered = _git(root, "check-attr", "-z", "--stdin", "filter", given=names)
    fields = answered.decode("utf-8", "surrogateescape").split("\0")
    answers = zip(fields[::3], fields[2::3], strict=False)
    elsewhere = {path for path, value in answers if value == "lfs"}

    def held(path: str) -> Held:
        name = nfc(path)
        if name not in tracked and name not in new:
            return Held.NOT
        if path in elsewhere:
            return Held.LFS
        return Held.TRACKED if name in tracked else Held.NEW

    return {path: held(path) for path in paths}


def _listed(root: Path, folders: Sequence[str], *which: str) -> frozenset[str]:
    """Return paths below the folders, with composed accents (NFC)."""
    said = _git(root, "--literal-pathspecs", "ls-files", "-z", *which, "--", *folders)
    return frozenset(map(nfc, said.decode("utf-8", "surrogateescape").split("\0")))


def committed(root: Path, paths: Sequence[str]) -> frozenset[str]:
    """Return the `paths` that git stores, or would store on `git add`; all without git.

    Ignored files and files in Git LFS are not stored in git.
    """
    try:
        held = how_held(root, paths)
    except UnknownRevisionError:
        return frozenset(paths)
    return frozenset(path for path, how in held.items() if how in {Held.TRACKED, Held.NEW})


def tracked_files(root: Path) -> frozenset[str]:
    """Return every file below `root` that git stores. Raise UnknownRevisionError without git."""
    said = _git(root, "ls-files", "-z", "--cached").decode("utf-8", "surrogateescape")
    return frozenset(filter(None, said.split("\0")))


def git_version() -> str:
    """Return what git says of its version. Raise UnknownRevisionError without git."""
    said = _git(None, "--version").decode("utf-8", "replace").split()
    return said[2] if len(said) > 2 else "of an unknown version"  # noqa: PLR2004 - `git version N`


def last_change(root: Path) -> date | None:
    """Return the day of the last commit, None if there is none.

    Raise UnknownRevisionError without git or outside a repository.
    """
    said = _git(root, "log", "-1", "--format=%ct").strip()
    try:
        return datetime.fromtimestamp(int(said), UTC).date() if said else None
    except (ValueError, OverflowError, OSError):
        return None


def described(root: Path) -> str:
    """Return the tag or commit of the project, marked if files differ; nothing without git."""
    if not is_repository(root):
        return ""
    try:
        said = _git(root, "describe", "--always", "--tags", "--dirty=+")
    except UnknownRevisionError:
        return ""
    return said.decode("utf-8", "replace").strip()


def is_repository(root: Path) -> bool:
    """Return whether a folder or one above it has git's own folder."""
    return any((folder / ".git").exists() for folder in (root, *root.parents))


def _revision(name: str) -> str:
    """Return the name, but raise UnknownRevisionError for one that git would read as an option."""
    if name.startswith("-"):
        raise UnknownRevisionError(f"'{name}' is not a revision")
    return name


def _entry(line: bytes) -> tuple[str, str]:
    """Return path and blob of a line of `git ls-tree`."""
    about, _, path = line.partition(b"\t")
    return path.decode("utf-8", "surrogateescape"), about.split()[2].decode("ascii")


def _batch(data: bytes) -> Sequence[bytes]:
    """Split the output of `git cat-file --batch` (header, bytes, newline) into contents."""
    found: list[bytes] = []
    start = 0
    while start < len(data):
        end_of_header = data.index(b"\n", start)
        size = _length(data[start:end_of_header])
        found.append(data[end_of_header + 1 : end_of_header + 1 + size])
        start = end_of_header + size + 2
    return found


def _length(header: bytes) -> int:
    """Return the bytes of an object; a partial clone may lack it."""
    name, _, size = header.rpartition(b" ")
    if not size.isdigit():
        raise UnknownRevisionError(f"git does not have the file {name.decode('ascii', 'replace')}")
    return int(size)


def commit_of_tag(address: str, tag: str) -> str | None:
    """Return the commit of a tag in a repository elsewhere. Raise UnknownRevisionError."""
    name = f"refs/tags/{tag}"
    listing = _git(None, *_UNASKED, "ls-remote", "--", address, name, f"{name}^{{}}")
    commits = {ref: commit for commit, _, ref in (x.partition("\t") for x in _lines(listing))}
    return commits.get(f"{name}^{{}}") or commits.get(name)


_UNASKED = (
    *("-c", "core.askPass=", "-c", "credential.helper="),
    *("-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=20"),
)
"""Settings with which git asks nobody for a password, and does not wait long for a host."""


def _lines(data: bytes) -> Sequence[str]:
    return data.decode("utf-8", "surrogateescape").splitlines()


def _git(root: Path | None, *arguments: str, given: bytes = b"") -> bytes:
    here = [] if root is None else ["-C", str(root)]
    program = find_program("git")
    if program is None:
        raise UnknownRevisionError("git is not installed")
    command = [program, *here, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - git, with arguments of ours
            command,
            input=given,
            capture_output=True,
            check=True,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0"},
        )
    except OSError as error:
        raise UnknownRevisionError(f"git does not start: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        raise UnknownRevisionError(said.removeprefix("fatal: ")) from error
    return done.stdout
