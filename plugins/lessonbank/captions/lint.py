"""Check parsed captions: they must fit the recording and be readable in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from lessonbank.captions.cues import Captions, Cue
from lessonbank.captions.problems import Problem, Severity, once_per_rule
from lessonbank.captions.transcript import folded

MAX_LINES = 2
MAX_LINE_LENGTH = 42
MAX_SPEED = 20.0
"""Characters a second."""
MIN_COVERAGE = 0.2
"""The share of a recording that captions are expected to cover."""
_TOLERANCE = 0.5


_ON_SCREEN = frozenset({"many-lines", "long-line", "too-fast", "coverage"})


def lint(captions: Captions, duration: float, *, shown: bool = True) -> tuple[Problem, ...]:
    """Check parsed captions against the duration of their recording, in seconds.

    Return at most one problem of each rule, with the first line and a count. Do not report an
    unreadable file as empty too. Text descriptions are read aloud, not `shown`: they need not fit
    on a screen or cover the recording.
    """
    if not captions.cues:
        return () if captions.errors else (_no_cues(),)
    if duration > 0 and min(cue.start for cue in captions.cues) >= duration:
        return (_of_another(captions.cues[0]),)
    found = chain.from_iterable(_cue_problems(cue, duration) for cue in captions.cues)
    problems = chain(found, _coverage_problems(captions.cues, duration))
    return once_per_rule(p for p in problems if shown or p.rule not in _ON_SCREEN)


def covered(cues: Iterable[Cue]) -> float:
    """Return the seconds during which at least one cue is shown."""
    total = reached = 0.0
    for cue in sorted(cues, key=lambda cue: cue.start):
        total += max(0.0, cue.end - max(cue.start, reached))
        reached = max(reached, cue.end)
    return round(total, 3)


def _no_cues() -> Problem:
    fix = "Export the captions again, or take the file out."
    return Problem("no-cues", 1, None, "The file holds no captions.", fix, "error")


def _of_another(cue: Cue) -> Problem:
    message = "All captions start after the recording has ended, so they belong to another film."
    fix = "Name the captions of this recording. If its start was cut off, export them again."
    return _problem("beyond-end", cue, message, fix, "error")


def _cue_problems(cue: Cue, duration: float) -> Iterator[Problem]:
    text = cue.text
    lines = text.strip().split("\n")
    longest = max(map(len, lines))
    if cue.start >= duration:
        message = "The caption starts after the recording has ended."
        yield _problem("beyond-end", cue, message, "Check the times, or the recording.")
    elif cue.end > duration + _TOLERANCE:
        yield _problem("past-end", cue, "The caption ends after the recording.", "Shorten it.")
    if len(lines) > MAX_LINES:
        fix = f"Use at most {MAX_LINES} lines."
        yield _problem("many-lines", cue, f"The caption has {len(lines)} lines.", fix)
    if longest > MAX_LINE_LENGTH:
        fix = f"Break lines at {MAX_LINE_LENGTH} characters or fewer."
        yield _problem("long-line", cue, f"A line of the caption has {longest} characters.", fix)
    if (speed := _speed(text, cue.end - cue.start)) > MAX_SPEED:
        fix = f"Show it longer, or shorten it; {MAX_SPEED:.0f} a second is fast already."
        message = f"The caption needs reading at {speed:.0f} characters a second."
        yield _problem("too-fast", cue, message, fix)


def _speed(text: str, seconds: float) -> float:
    """Return characters a second; fold spaces only if the unfolded text is too fast."""
    if seconds <= 0 or len(text) <= MAX_SPEED * seconds:
        return 0.0
    return len(folded(text)) / seconds


def _coverage_problems(cues: Sequence[Cue], duration: float) -> Iterator[Problem]:
    share = covered(cues) / duration if duration > 0 else 1.0
    if share < MIN_COVERAGE:
        message = f"Captions are shown for only {share:.0%} of the recording."
        yield _problem("coverage", cues[0], message, "Check that no part of the speech is missing.")


def _problem(
    rule: str, cue: Cue, message: str, fix: str, severity: Severity = "warning"
) -> Problem:
    return Problem(rule, cue.source_line or 1, None, message, fix, severity)
