"""Give a duration to cues of zero or negative length."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from lessonbank.captions.cues import Cue

_READING = 15.0
"""A comfortable reading speed in characters a second."""
_SHORTEST, _LONGEST = 1.0, 7.0
"""Least and greatest duration in seconds."""


def with_durations(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Show each cue that ends at or before its start for its reading time.

    End it at the start of the next cue if that is earlier.
    """
    if all(cue.end > cue.start for cue in cues):
        return tuple(cues)
    starts = sorted({cue.start for cue in cues})
    return tuple(cue if cue.end > cue.start else _lengthened(cue, starts) for cue in cues)


def _lengthened(cue: Cue, starts: Sequence[float]) -> Cue:
    seconds = min(max(len(cue.text) / _READING, _SHORTEST), _LONGEST)
    later = bisect_right(starts, cue.start)
    following = starts[later] if later < len(starts) else float("inf")
    return replace(cue, end=round(min(cue.start + seconds, following), 3))
