r"""Remove override tags of SubStation Alpha (`{\an8}`), which caption tracks cannot show."""

from __future__ import annotations

import re

from lessonbank.captions.problems import Problem

# A drawing is a list of numbers between a start tag and an end tag.
_DRAWING = re.compile(r"\{[^{}\n]*\\p[1-9][^{}\n]*\}[^{}\n]*(?:\{[^{}\n]*\\p0[^{}\n]*\})?")
_LINE_BREAK = "\\N"
_NESTED = 8
_TAG = re.compile(r"\{\\[^{}\n]*\}")


def without_effects(text: str) -> str:
    r"""Remove override tags from a cue's text; replace `\N` by a line break."""
    for _ in range(_NESTED):  # One tag may stand inside another.
        if "{\\" not in text:
            break
        text = _TAG.sub("", _DRAWING.sub("", text))
    return text.replace(_LINE_BREAK, "\n")


def effects_problem(text: str, line: int) -> Problem | None:
    """Report override tags in a cue's text, whose first line is `line` of the file."""
    found = _TAG.search(text) if "{" in text else None
    if found is None:
        return None
    message = f"{found[0]} is for other programs and would be shown, so it is left out."
    before = text[: found.start()]
    column = found.start() - (before.rfind("\n") + 1) + 1
    fix = "Export the captions without styles, or leave it."
    return Problem("override-tag", line + before.count("\n"), column, message, fix)
