"""Replace captions of muted or bleeped speech."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lessonbank.captions.cues import Cue
from lessonbank.captions.cuetext import Span, Text
from lessonbank.captions.voices import UNNAMED

REMOVED = "[removed]"
"""The text of a redacted cue."""

_JOINED = 1.0
"""Redacted cues with a shorter pause in seconds are joined, since they would only flicker."""


def redact(cues: Sequence[Cue], silences: Sequence[tuple[float, float]]) -> tuple[Cue, ...]:
    """Replace cues that overlap one of `silences`, in seconds of the cues' clock.

    Replace the whole cue with its speaker, identifier and position, since the times of its words
    are unknown. Join neighbouring replaced cues. Sort the result by start time if any cue is
    replaced. Call `attributed` first, since later cues may inherit a replaced cue's speaker.
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


# An unnamed voice, so that the line is not attributed to the previous speaker.
_NODES = (Span("v", (Text(REMOVED),), UNNAMED),)


def _removed(start: float, end: float) -> Cue:
    return Cue(start, end, _NODES)


def _is_removed(cue: Cue) -> bool:
    return cue.nodes is _NODES
