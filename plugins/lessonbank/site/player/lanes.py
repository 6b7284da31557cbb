"""Stretches of a clip -> lanes of a timeline, so that no two marks lie over each other."""

from __future__ import annotations

from collections.abc import Sequence

_LEAST = 0.09
"""The part of a timeline that a mark takes at least: 24 px of the narrowest screens' 270."""


def lanes(spans: Sequence[tuple[float, float]], length: float) -> tuple[int, ...]:
    """The lane of each span, counted from 0: the first one that is free where it begins."""
    least = _LEAST * length
    ends: list[float] = []
    found = [0] * len(spans)
    for place in sorted(range(len(spans)), key=lambda place: spans[place]):
        start = min(spans[place][0], length - least)
        lane = next((lane for lane, end in enumerate(ends) if end <= start), len(ends))
        ends[lane : lane + 1] = [max(spans[place][1], start + least)]
        found[place] = lane
    return tuple(found)
