"""Propose the start, the end and the chapters of a clip from the pauses between captions."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lessonbank.captions import Cue, attributed, called_by_name, redact, with_durations
from lessonbank.captions.redact import REMOVED
from lessonbank.files.invisible import without_invisible

_PAUSE = 3.0
"""Seconds of silence that may separate two chapters."""
_CLOSEST = 15.0
"""Least length of a chapter in seconds."""
_MOST = 8
"""Chapters that are proposed at most."""
_WORDS, _CHARACTERS = 7, 48
"""Longest title that is proposed."""
_SENTENCE = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Start and end in seconds, and chapters as start and title. The first starts the clip."""

    start: float
    end: float
    chapters: tuple[tuple[float, str], ...] = ()


def proposal(
    cues: Sequence[Cue],
    duration: float | None,
    silences: Sequence[tuple[float, float]] = (),
    within: tuple[float | None, float | None] = (None, None),
) -> Proposal | None:
    """Propose a clip of everything said, or of the part between the two times `within`.

    The words of `silences` are removed before anything is taken from them. Return None where
    nothing is said and no length is known.
    """
    start, end = within
    spoken = sorted(_spoken(cues, silences), key=lambda cue: cue.start)
    spoken = [cue for cue in spoken if _is_within(cue, within, duration)]
    last = None if duration is None else math.floor(duration * 1000) / 1000
    if start is None:
        start = float(math.floor(spoken[0].start)) if spoken else 0.0
    if end is None:
        ends = [float(math.ceil(max(cue.end for cue in spoken)))] if spoken else []
        end = min([*ends, *([last] if last is not None else [])], default=None)
    if end is None or end <= start:
        return None
    return Proposal(start, end, tuple(_chapters(spoken, start, end)))


def _spoken(cues: Sequence[Cue], silences: Sequence[tuple[float, float]]) -> Iterator[Cue]:
    shown = redact(attributed(with_durations(cues)), silences)
    yield from (cue for cue in shown if cue.text.strip())


def _is_within(cue: Cue, within: tuple[float | None, float | None], duration: float | None) -> bool:
    start, end = within
    ends = min((each for each in (end, duration) if each is not None), default=math.inf)
    return (start or 0.0) <= cue.start < ends


def _chapters(spoken: Sequence[Cue], start: float, end: float) -> Iterator[tuple[float, str]]:
    """Yield the start and title of each chapter; nothing where no pause divides the clip."""
    taken: list[tuple[float, Cue]] = []
    least = max(_CLOSEST, (end - start) / (3 * _MOST))
    for _, cue in sorted(_pauses(spoken), key=lambda pause: (-pause[0], pause[1].start)):
        at = max(start, math.floor(cue.start * 10) / 10)
        others = (start, end, *(known for known, _ in taken))
        if len(taken) < _MOST - 1 and all(abs(at - other) >= least for other in others):
            taken.append((at, cue))
    if taken:
        every = [(start, spoken[0]), *sorted(taken, key=lambda chapter: chapter[0])]
        yield from ((at, _title(cue, number)) for number, (at, cue) in enumerate(every, start=1))


def _pauses(spoken: Sequence[Cue]) -> Iterator[tuple[float, Cue]]:
    """Yield the length of each long pause, and the cue after it."""
    ended = math.inf
    for cue in spoken:
        if cue.start - ended >= _PAUSE:
            yield cue.start - ended, cue
        ended = cue.end if ended == math.inf else max(ended, cue.end)


def _title(cue: Cue, number: int) -> str:
    """Return the first words said, or `Part 2` where they are none or may name somebody."""
    said = " ".join(without_invisible(cue.text).split())
    if REMOVED in said or called_by_name(said):
        return f"Part {number}"
    words = _SENTENCE.split(said, maxsplit=1)[0].split()[:_WORDS]
    if any(_may_name(word) for word in words[1:]):
        return f"Part {number}"
    title = " ".join(words)[:_CHARACTERS].strip(" -,;:.\u2013\u2014")
    return title if any(map(str.isalnum, title)) else f"Part {number}"


def _may_name(word: str) -> bool:
    """Return whether a word inside a sentence has a capital, as names have: not `I'm` or `DNA`."""
    letters = "".join(sign for sign in word if sign.isalpha() or sign in "'\u2019")
    return letters[:1].isupper() and letters[1:2].islower()
