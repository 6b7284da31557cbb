"""One step of an upgrade, and what stops one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lessonbank.content.document import Document
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.scaffold.upgrading.draft import Draft


class NotUpgradableError(Exception):
    """The bank cannot be upgraded; nothing was written. `found` says why and what to do."""

    def __init__(self, *found: Diagnostic) -> None:
        super().__init__(found[0].message)
        self.found = found


@dataclass(frozen=True, slots=True)
class Step:
    """One file's new content, and the change in words."""

    path: str
    data: bytes
    words: str


Migration = Callable[[Draft], Iterable[Step]]
"""Yields at most one step for each file, and none where nothing of the old form is left."""


def step(
    draft: Draft, document: Document, text: str | None, *, words: str, by_hand: str, place: int = 0
) -> Step:
    """Return the step to the new text. Raise NotUpgradableError if there is none."""
    if text is None:
        raise NotUpgradableError(to_do(document, by_hand, place))
    return Step(document.path, draft.rewritten(document.path, text), words)


_UNSAFE = "this line cannot be changed without touching others"


def to_do(document: Document, by_hand: str, place: int = 0, message: str = _UNSAFE) -> Diagnostic:
    """Return the finding that a file must be changed by hand, at this offset of its text."""
    end = document.text.find("\n", place)
    span = (place, len(document.text) if end < 0 else end)
    return document.diagnostic(Code.CHANGE_BY_HAND, message, by_hand, span)
