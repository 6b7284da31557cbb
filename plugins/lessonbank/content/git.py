"""The project as git remembers it, and what has changed since."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from lessonbank.content.tree import Snapshot


class UnknownRevisionError(Exception):
    """Git knows no such revision here, or there is no git."""


def read_revision(root: Path, revision: str, folder: str = "content") -> Snapshot:
    """The files of `folder` as git remembers them. Raises UnknownRevisionError.

    Links and submodules are left out: what git keeps of them is where they lead.
    """
    listing = _git(root, "ls-tree", "-r", "-z", _revision(revision), "--", f"{folder}/")
    entries = (line for line in listing.split(b"\0") if line.startswith(_FILE_MODES))
    blobs = dict(_entry(line) for line in entries)
    names = "".join(f"{blob}\n" for blob in blobs.values())
    contents = _git(root, "cat-file", "--batch", given=names.encode())
    return Snapshot(dict(zip(blobs, _batch(contents), strict=True)))


_FILE_MODES = (b"100644 blob ", b"100755 blob ")


def changed_files(root: Path, revision: str) -> frozenset[str]:
    """Paths from `root` that differ from the revision or are new. Raises UnknownRevisionError."""
    changed = _git(root, "diff", "--name-only", "--relative", "-z", _revision(revision), "--")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    names = (changed + new).decode("utf-8", "surrogateescape")
    return frozenset(name for name in names.split("\0") if name)


def commits_with(root: Path, path: str) -> int:
    """How many commits, of any branch, hold or change a path. Raises UnknownRevisionError."""
    return len(_git(root, "log", "--all", "--format=%h", "--", path).splitlines())


def committed(root: Path, paths: Sequence[str]) -> frozenset[str]:
    """Those of `paths` that git holds as they are, or would; where there is no git, all.

    Ignored files are not, nor are those of which Git LFS keeps the bytes elsewhere.
    """
    options = ("-z", "--cached", "--others", "--exclude-standard", "--")
    try:
        held = _git(root, "--literal-pathspecs", "ls-files", *options, *paths)
        filters = _git(root, "check-attr", "-z", "filter", "--", *paths)
    except UnknownRevisionError:
        return frozenset(paths)
    names = held.decode("utf-8", "surrogateescape").split("\0")
    fields = filters.decode("utf-8", "surrogateescape").split("\0")
    answers = zip(fields[::3], fields[2::3], strict=False)
    elsewhere = {path for path, value in answers if value == "lfs"}
    return (frozenset(names) & frozenset(paths)) - elsewhere


def _revision(name: str) -> str:
    """A name that starts with a dash would be taken for an option."""
    if name.startswith("-"):
        raise UnknownRevisionError(f"'{name}' is no revision")
    return name


def _entry(line: bytes) -> tuple[str, str]:
    """Path and blob of one line of `git ls-tree`."""
    about, _, path = line.partition(b"\t")
    return path.decode("utf-8", "surrogateescape"), about.split()[2].decode("ascii")


def _batch(data: bytes) -> Sequence[bytes]:
    """The contents in the output of `git cat-file --batch`: a header, the bytes, a line end."""
    found: list[bytes] = []
    start = 0
    while start < len(data):
        end_of_header = data.index(b"\n", start)
        size = int(data[start:end_of_header].rpartition(b" ")[2])
        found.append(data[end_of_header + 1 : end_of_header + 1 + size])
        start = end_of_header + size + 2
    return found


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=True)  # noqa: S603
    except FileNotFoundError:
        raise UnknownRevisionError("git is not installed") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        raise UnknownRevisionError(said.removeprefix("fatal: ")) from error
    return done.stdout
