"""The commit of lessonbank's repository that the running release was made from."""

from __future__ import annotations

import re
from importlib.metadata import metadata

from lessonbank import __version__
from lessonbank.content.git import UnknownRevisionError, commit_of_tag
from lessonbank.scaffold.bank.release import NAME
from lessonbank.scaffold.bank.workflows import Pin

_LABELS = frozenset({"source", "repository", "source code"})
_ON_GITHUB = re.compile(r"https://github\.com/([\w-]+/[\w.-]+?)(?:\.git)?/?")


def released_pin() -> Pin | None:
    """Return the commit of this release; None if its package names no repository on GitHub.

    Raise UnknownRevisionError if the repository cannot be asked or lacks the release's tag.
    """
    repository = _repository()
    return pin_to_this_release(repository) if repository else None


def pin_to_this_release(repository: str) -> Pin:
    """Return the commit that a repository tags as this release. Raise UnknownRevisionError."""
    tag = f"v{__version__}"
    commit = commit_of_tag(f"https://github.com/{repository}", tag)
    if commit is None:
        raise UnknownRevisionError(f"{repository} has no tag {tag}")
    return Pin(repository, commit, tag)


def _repository() -> str | None:
    """Return the repository that the installed package names as its source, as OWNER/NAME."""
    for entry in metadata(NAME).get_all("Project-URL") or ():
        label, _, address = entry.partition(",")
        named = _ON_GITHUB.fullmatch(address.strip())
        if named and label.strip().lower() in _LABELS:
            return named[1]
    return None
