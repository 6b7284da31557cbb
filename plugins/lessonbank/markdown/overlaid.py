"""Lay a school's sections over those of a page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from lessonbank.markdown.kept_ids import ambiguous, pinned, safe_ids, with_places
from lessonbank.markdown.sections import Section, roots, sections

How = Literal["changed", "added", "removed"]
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]+", re.MULTILINE)
"""The address of a link, which other sections may use."""


@dataclass(frozen=True, slots=True)
class Change:
    """A section that differs. `place` is the section of the trust's page that it is in or before.

    An empty `place` is the end of the page.
    """

    id: str
    how: How
    place: str


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A school's version of a page, and what it changes, in the order of the page."""

    markdown: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    """Text in place of that between two offsets."""

    start: int
    end: int
    text: str
    change: Change


@lru_cache(maxsize=256)
def overlaid(page: str, own: str, remove: tuple[str, ...] = ()) -> Overlaid:
    """Return `page` with the sections of `own`, and without the text of those to `remove`.

    Headings of removed sections stay, so that the page can say what the school leaves out. Ids of
    headings inside lead to the section that takes their place.
    """
    if not own.strip() and not remove:
        return Overlaid(f"{_merged(page, ())}\n", ())
    page, own = _told_apart(page, own)
    edits = sorted(_outermost(list(_edits(page, own, remove))), key=lambda each: each.start)
    left = {each.id for each in sections(_merged(page, edits))}
    edits = [_keeping_ids(each, page, left) for each in edits]
    return Overlaid(f"{_merged(page, edits)}\n", tuple(edit.change for edit in edits))


def _told_apart(page: str, own: str) -> tuple[str, str]:
    """Let headings say their ids where these depend on other headings."""
    theirs, ours = sections(page), sections(own)
    mixed = ambiguous(each.id for each in (*theirs, *ours))
    return pinned(page, theirs, mixed), pinned(own, roots(ours), mixed)


def _merged(page: str, edits: Sequence[_Edit]) -> str:
    parts, end = [], 0
    for edit in edits:
        parts += [page[end : edit.start], edit.text]
        end = max(end, edit.end)
    parts.append(page[end:])
    dropped = (page[edit.start : edit.end] for edit in edits if edit.end > edit.start)
    kept = [each[0] for text in dropped for each in _DEFINITION.finditer(text)]
    return "\n\n".join(each.strip("\n") for each in (*parts, *kept) if each.strip("\n"))


def _keeping_ids(edit: _Edit, page: str, left: Collection[str]) -> _Edit:
    """Keep the ids of the headings that an edit takes, at its own heading."""
    taken = (each for each in sections(page) if edit.start <= each.start < edit.end)
    lost = safe_ids(page, (each for each in taken if each.id not in left))
    return replace(edit, text=with_places(edit.text, dict.fromkeys(lost)))


def _edits(page: str, own: str, remove: Sequence[str]) -> Iterator[_Edit]:
    theirs = {each.id: each for each in reversed(sections(page))}
    places: dict[str, Section | None] = {}
    own_roots = roots(sections(own))
    for block in own_roots:
        text = own[block.start : block.end]
        if found := theirs.get(block.id):
            yield _Edit(found.start, found.end, text, Change(block.id, "changed", block.id))
            continue
        above = places.get(block.after, theirs.get(block.after))
        places[block.id] = above
        at = above.end if above else len(page)
        yield _Edit(at, at, text, Change(block.id, "added", _next(page, at)))
    for id_ in sorted({*remove} - {each.id for each in own_roots}):
        if found := theirs.get(id_):
            heading = page[found.start : found.body]
            yield _Edit(found.start, found.end, heading, Change(id_, "removed", id_))


def _next(page: str, at: int) -> str:
    return next((each.id for each in sections(page) if each.start >= at), "")


def _outermost(edits: Collection[_Edit]) -> Iterator[_Edit]:
    """Leave out edits of parts of a section that is replaced or removed as a whole."""
    for edit in edits:
        if not any(_covers(other, edit) for other in edits if other is not edit):
            yield edit


def _covers(whole: _Edit, part: _Edit) -> bool:
    if whole.start == whole.end or (whole.start, whole.end) == (part.start, part.end):
        return False
    if part.start == part.end:
        return whole.start < part.start < whole.end
    return whole.start <= part.start and part.end <= whole.end
