"""Explain why front matter is not between two lines of ---."""

from __future__ import annotations

import re

from lessonbank.content.yaml_scene import Fault
from lessonbank.diagnostics import Code

_LINE = re.compile(r"^.*\S.*$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*---[ \t]*$", re.MULTILINE)
_ALIKE = re.compile(
    r"^[ \t]*(?:-{2,}|[\u2010-\u2015\u2212]+|_{3,}|\*{3,}|={3,})[ \t]*$", re.MULTILINE
)
"""Lines that a person or Word writes for ---."""
_FIELD = re.compile(r"[A-Za-z][\w-]*:(?:[ \t]|$)")
_OF_YAML = re.compile(r"[ \t#-]|[A-Za-z][\w-]*:(?:[ \t]|$)")
_EARLY = 4_000
"""Characters at the top of a file in which misplaced front matter starts."""


def not_opened(text: str) -> Fault:
    """Return the mistake in a file that does not start with a line of ---."""
    first = _LINE.search(text)
    if first is None:
        fix = "Copy the text of another file of this folder into it and change it; or delete it."
        return _fault("the file is empty", fix, (0, 0))
    if _FENCE.fullmatch(first[0]):
        message = "the line of --- must be the first, without spaces before it"
        return _fault(message, "Delete any spaces and empty lines before it.", (0, first.end()))
    if _ALIKE.fullmatch(first[0]):
        return _not_a_fence(first)
    if _FIELD.match(first[0]):
        message = "the line of --- above the first field is missing"
        return _fault(message, "Write a line of --- above this one.", first.span())
    if _has_fields_below(text):
        message = "text stands above the front matter"
        fix = "Move it below the second line of ---, so that the first line of the file is ---."
        return _fault(message, fix, first.span())
    fix = "Start the file with a line of ---, then the fields, then another line of ---."
    return _fault("the file has no front matter", fix, first.span())


def _has_fields_below(text: str) -> bool:
    """Return whether a line of --- stands directly above a field near the top of the file."""
    fences = _FENCE.finditer(text, 0, _EARLY)
    return any(_FIELD.match(text, fence.end() + 1) for fence in fences)


def not_closed(text: str, start: int) -> Fault:
    """Return the mistake in front matter that starts at `start` and has no end."""
    alike = _ALIKE.search(text, start)
    if alike is not None:
        return _not_a_fence(alike)
    above = text[:start].rstrip("\n")
    last = (above.rfind("\n") + 1, len(above))
    for line in _LINE.finditer(text, start):
        if not _OF_YAML.match(line[0]):
            message = "the front matter is not closed above this text"
            return _fault(message, "Write a line of --- below the last field.", line.span())
        last = line.span()
    message = "the file ends before the front matter is closed"
    fix = "Write a line of --- below this one. If anything is missing, copy the file again."
    return _fault(message, fix, last)


def _not_a_fence(line: re.Match[str]) -> Fault:
    written = line[0].strip()
    message = f"`{written}` does not close or open front matter; a line of three hyphens does"
    fix = "Write --- at the start of the line. Word makes dashes of hyphens: use a plain editor."
    return _fault(message, fix, line.span())


def _fault(message: str, fix: str, span: tuple[int, int]) -> Fault:
    return Fault(Code.NO_FRONT_MATTER, message, fix, *span)
