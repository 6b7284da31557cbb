"""The workflows of a bank: small ones, and what they call.

They call the reusable workflows of lessonbank's repository by commit, or copies beside them. The
files of the template call copies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = ".github/workflows"
CHECK, PUBLISH = CALLERS = (f"{FOLDER}/check.yml", f"{FOLDER}/publish.yml")
COPIES = tuple(f"{FOLDER}/lessonbank-{name}.yml" for name in ("check", "preview", "publish"))
OURS = "`lessonbank upgrade` writes this file again"
"""The words by which a workflow says that it is not its bank's own."""

_CALLS_COPY = re.compile(rf"\./{re.escape(FOLDER)}/lessonbank-(\w+\.yml)$", re.MULTILINE)
_CALLS = re.compile(rf"uses: ([\w-]+/[\w.-]+)/{re.escape(FOLDER)}/(?:check|publish)\.yml@")
_VALUE = re.compile(r"^      (\w+): (\S.*)$", re.MULTILINE)
_CHOICES = frozenset({"edition", "site", "lfs", "shards"})
"""Inputs that a bank may choose."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A commit of a repository on GitHub, as OWNER/NAME, and the name of its release if known."""

    repository: str
    commit: str
    release: str | None = None

    def address(self, workflow: str) -> str:
        """Return what calls a workflow of this commit."""
        comment = f" # {self.release}" if self.release else ""
        return f"{self.repository}/{FOLDER}/{workflow}@{self.commit}{comment}"


def repository_in(texts: Iterable[str]) -> str | None:
    """Return the repository whose workflows these workflows call, or None."""
    found = (_CALLS.search(text) for text in texts)
    return next((each[1] for each in found if each), None)


def workflows(template: Path, pin: Pin | None, *, films_in_git: bool) -> Mapping[str, bytes]:
    """Return the workflows of a bank, by path. Without films in git, GitHub cannot build a site."""
    paths = (*CALLERS, *([] if pin else COPIES))
    texts = {
        path: (template / path).read_text(encoding="utf-8")
        for path in paths
        if films_in_git or not path.endswith("publish.yml")
    }
    for path in texts.keys() & {*CALLERS}:
        texts[path] = _calling(texts[path], pin)
        if not films_in_git:
            texts[path] = with_choices(texts[path], {"site": "false"})
    return {path: text.encode() for path, text in texts.items()}


def _calling(text: str, pin: Pin | None) -> str:
    return _CALLS_COPY.sub(lambda found: pin.address(found[1]), text) if pin else text


def choices(text: str) -> Mapping[str, str]:
    """Return the inputs that a workflow chooses."""
    return {name: value for name, value in _VALUE.findall(text) if name in _CHOICES}


def with_choices(text: str, chosen: Mapping[str, str]) -> str:
    """Return a workflow with these inputs in place of its own."""
    return _VALUE.sub(lambda found: f"      {found[1]}: {chosen.get(found[1], found[2])}", text)
