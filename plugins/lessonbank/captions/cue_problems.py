"""Problems of single cues, for all formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lessonbank.captions.cues import Cue
from lessonbank.captions.cuetext import Fault
from lessonbank.captions.problems import Problem, Severity

_FAULTS: dict[str, tuple[Severity, str, str]] = {
    "tag-not-closed": (
        "error",
        "There is no > after {}, so the rest of the caption is not shown.",
        "Write &lt; for a less-than sign, or close the tag with >.",
    ),
    "bare-less-than": (
        "error",
        "{} is read as a tag, so it is not shown.",
        "Write &lt; for a less-than sign.",
    ),
    "unknown-tag": (
        "warning",
        "{} is not a WebVTT tag here, so it is left out.",
        "Use c, i, b, u, v, lang, ruby (with rt inside it), or write &lt; for a less-than sign.",
    ),
    "too-deep": ("warning", "{} is inside too many other tags.", "Close the tags around it."),
    "span-not-closed": (
        "warning",
        "{} is never closed, so it runs to the end of the caption.",
        "Add the end tag.",
    ),
    "unmatched-end-tag": (
        "warning",
        "{} closes nothing that is open here.",
        "Take it out, or close the tags in the order they were opened.",
    ),
    "bad-inner-timestamp": (
        "warning",
        "{} is not a timestamp, so it is left out.",
        "Write it like <00:01:15.500>.",
    ),
    "entity-without-semicolon": (
        "warning",
        "{} is read as a special character although it has no semicolon.",
        "Add the semicolon, or write &amp; for a plain ampersand.",
    ),
}
_LONGEST_QUOTE = 40


def fault_problem(fault: Fault, text: str, line: int) -> Problem:
    """Describe a fault in a cue's text, whose first line is `line` of the file."""
    severity, message, fix = _FAULTS[fault.rule]
    before = text[: fault.offset]
    column = fault.offset - (before.rfind("\n") + 1) + 1
    message = message.format(quoted(fault.detail))
    return Problem(fault.rule, line + before.count("\n"), column, message, fix, severity)


def cue_problems(cues: Iterable[Cue]) -> Iterator[Problem]:
    """Yield problems of each cue's times and text."""
    before: Cue | None = None
    for cue in cues:
        yield from filter(None, (order_problem(cue, before), empty_problem(cue)))
        before = cue


def order_problem(cue: Cue, before: Cue | None) -> Problem | None:
    """Return a problem of a cue's times, alone or relative to the cue before it."""
    if cue.end < cue.start:
        message = "The caption ends before it starts; it is shown briefly from its start."
        fix = "Put the start time on the left and the end time on the right."
        return Problem("end-before-start", cue.source_line, 1, message, fix)
    if cue.end == cue.start:
        message = "The caption ends when it starts; it is shown briefly from there."
        return Problem("zero-length", cue.source_line, 1, message, "Write when it should end.")
    if before is not None and cue.start < before.start:
        message = f"The caption starts before the one on line {before.source_line}."
        return Problem("out-of-order", cue.source_line, 1, message, "Sort captions by start time.")
    return None


def empty_problem(cue: Cue) -> Problem | None:
    """Return a problem if a cue has no text."""
    if cue.text.strip():
        return None
    fix = "Write its text on the line below the times, or take it out."
    return Problem("empty-cue", cue.source_line, 1, "The caption has no text.", fix)


def quoted(text: str) -> str:
    """Quote the first line of a text, shortened if it is long."""
    text = text.split("\n", 1)[0]
    return (
        text
        if len(text) <= _LONGEST_QUOTE
        else f"{text[: _LONGEST_QUOTE - 1]}\N{HORIZONTAL ELLIPSIS}"
    )
