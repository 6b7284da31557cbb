"""How much of a clip each tag marks. `lb-statistics.js` computes the same in the browser.

Both use whole milliseconds, so that their results are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Interval:
    """A tagged interval of a clip, in seconds of the clip's clock."""

    tag: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class TagStatistics:
    """One tag in one clip. Seconds count overlapping intervals once.

    `share` is the marked part of the clip in per cent (0 to 100), to one decimal.
    """

    tag: str
    count: int
    seconds: float
    share: float
    longest: float
    first: float


def statistics(intervals: Iterable[Interval], length: float) -> tuple[TagStatistics, ...]:
    """Return one value a tag, in order of first appearance. `length` is the clip's in seconds."""
    whole = millis(length)
    by_tag = sorted(intervals, key=lambda interval: interval.tag)
    lines = [
        _line(tag, [within(interval, whole) for interval in of_tag], whole)
        for tag, of_tag in groupby(by_tag, key=lambda interval: interval.tag)
    ]
    return tuple(sorted(lines, key=lambda line: (line.first, line.tag)))


def _line(tag: str, spans: Sequence[tuple[int, int]], whole: int) -> TagStatistics:
    covered = sum(end - start for start, end in _union(spans))
    return TagStatistics(
        tag=tag,
        count=len(spans),
        seconds=covered / 1000,
        share=_per_mille(covered, whole) / 10,
        longest=max(end - start for start, end in spans) / 1000,
        first=min(start for start, _ in spans) / 1000,
    )


def _union(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge spans that overlap or touch; return them sorted."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


def within(interval: Interval, whole: int) -> tuple[int, int]:
    """Return the start and the end in milliseconds, cut to a film of `whole` milliseconds."""
    start = min(max(millis(interval.start), 0), whole)
    return start, min(max(millis(interval.end), start), whole)


def millis(seconds: float) -> int:
    """Round to milliseconds, half up as JavaScript's `Math.round` does."""
    return int(seconds * 1000 + 0.5)


def _per_mille(part: int, whole: int) -> int:
    """Return the part in per mille, rounded half up."""
    return (2000 * part + whole) // (2 * whole) if whole else 0
