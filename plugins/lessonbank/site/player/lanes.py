"""Put spans into lanes of a timeline, so that no two marks overlap."""

from __future__ import annotations

from collections.abc import Sequence

_LEAST = 0.09
"""The smallest share of a timeline that a mark takes: 24 of 270 px on the narrowest screen."""


def lanes(spans: Sequence[tuple[float, float]], length: float) -> tuple[int, ...]:
    """Return the lane of each span, from 0: the first lane that is free at its start."""
    least = _LEAST * length
    ends: list[float] = []
    found = [0] * len(spans)
    for place in sorted(range(len(spans)), key=lambda place: spans[place]):
        start = min(spans[place][0], length - least)
        lane = next((lane for lane, end in enumerate(ends) if end <= start), len(ends))
        ends[lane : lane + 1] = [max(spans[place][1], start + least)]
        found[place] = lane
    return tuple(found)
