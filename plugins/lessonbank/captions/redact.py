"""What was taken out of the sound is not read either."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lessonbank.captions.cues import Cue
from lessonbank.captions.cuetext import Span, Text
from lessonbank.captions.voices import UNNAMED

REMOVED = "[removed]"
"""What a cue says instead of the words that were taken out."""

_JOINED = 1.0
"""Seconds of pause up to which two such cues are one: they would only flicker."""


def redact(cues: Sequence[Cue], silences: Sequence[tuple[float, float]]) -> tuple[Cue, ...]:
    """Replace what is said in cues that overlap one of `silences`, in the clock of the cues.

    The whole cue goes, with its speaker, its identifier and its place: nobody knows which of its
    words were spoken when. Where cues next to each other go, one is left for both. The result is
    sorted by start time if anything is replaced. Do this after `attributed`: what follows a cue
    may be its speaker's.
    """
    if not any(_overlaps(cue, silences) for cue in cues):
        return tuple(cues)
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: cue.start):
        if not _overlaps(cue, silences):
            kept.append(cue)
        elif kept and _is_removed(kept[-1]) and cue.start - kept[-1].end <= _JOINED:
            kept[-1] = _removed(kept[-1].start, max(kept[-1].end, cue.end))
        else:
            kept.append(_removed(cue.start, cue.end))
    return tuple(kept)


def _overlaps(cue: Cue, silences: Iterable[tuple[float, float]]) -> bool:
    return any(cue.start < end and cue.end > start for start, end in silences)


# An unnamed voice keeps the line from being given to whoever spoke before it.
_NODES = (Span("v", (Text(REMOVED),), UNNAMED),)


def _removed(start: float, end: float) -> Cue:
    return Cue(start, end, _NODES)


def _is_removed(cue: Cue) -> bool:
    return cue.nodes is _NODES
