"""The workflow that publishes the bank: whether it exists, and where its films come from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lessonbank.files.regular import list_folder, read_regular

FOLDER = ".github/workflows"
_LIMIT = 1_000_000
_COMMENT = re.compile(r"(?:^|\s)#.*$", re.MULTILINE)
_PUBLISHES = re.compile(
    r"uses:\s*['\"]?(?:actions/(?:deploy-pages|upload-pages-artifact)@"
    r"|[^\s'\"]+/\.github/workflows/(?:lessonbank-)?(?:publish|pages)\.ya?ml)"
)
_IS_CALLED = re.compile(r"^(?:\s+|on:\s*\[?\s*)workflow_call\b", re.MULTILINE)
_STARTS = re.compile(r"^\s+(?:push|schedule|workflow_dispatch)\b", re.MULTILINE)
_FETCHES_LFS = re.compile(
    r"^\s*lfs:\s*['\"]?true\b|\bgit lfs (?:pull|fetch|checkout)\b", re.MULTILINE
)
_NAMES_MEDIA = re.compile(
    r"(?<![\w./-])(?:\./)?media/|^\s*(?:path:\s*\.?/?media\b|media[\w-]*:\s*\S)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Workflow:
    """A workflow that publishes to Pages, itself or by another that it calls; and its films."""

    path: str
    fetches_lfs: bool
    brings_media: bool


def read_workflow(root: Path) -> Workflow | None:
    """Return the first workflow that publishes to Pages, or None. Raises OSError."""
    paths = [p for p in list_folder(root, FOLDER).files if p.endswith((".yml", ".yaml"))]
    texts = ((path, read_regular(root, path, _LIMIT).decode("utf-8", "replace")) for path in paths)
    return first_publishing(texts)


def first_publishing(texts: Iterable[tuple[str, str]]) -> Workflow | None:
    """Return the first workflow, of paths and texts, that publishes to Pages, or None."""
    for path, text in texts:
        code = _COMMENT.sub("", text)
        if _PUBLISHES.search(code) and not _only_called(code):
            return Workflow(path, bool(_FETCHES_LFS.search(code)), bool(_NAMES_MEDIA.search(code)))
    return None


def _only_called(code: str) -> bool:
    """Return whether a workflow never starts by itself. Whatever calls it chooses the films."""
    return bool(_IS_CALLED.search(code)) and not _STARTS.search(code)
