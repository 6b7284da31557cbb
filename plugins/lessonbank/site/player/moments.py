"""Moments in seconds of the clip's own time, for pages, reels and statistics."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Bank, Clip, Moment, Tag
from lessonbank.bank.statistics import Interval


def extent(clip: Clip, moment: Moment, tag: Tag) -> tuple[float, float]:
    """Return start and end of a moment; an instant gets its tag's lead and lag."""
    at = clip.relative(moment.at)
    if moment.to is not None:
        return at, clip.relative(moment.to)
    return round(max(0.0, at - tag.lead), 3), round(min(clip.duration, at + tag.lag), 3)


def intervals(bank: Bank, clip: Clip) -> Iterator[Interval]:
    """Yield the clip's moments as intervals."""
    for moment in clip.moments:
        yield Interval(moment.tag, *extent(clip, moment, bank.tags[moment.tag]))
