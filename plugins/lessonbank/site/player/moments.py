"""Moments in seconds of their clip's own clock, as pages, reels and statistics have them."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Bank, Clip, Moment, Tag
from lessonbank.bank.statistics import Interval


def extent(clip: Clip, moment: Moment, tag: Tag) -> tuple[float, float]:
    """A span as given, or an instant with its tag's lead and lag, within the clip."""
    at = clip.relative(moment.at)
    if moment.to is not None:
        return at, clip.relative(moment.to)
    return round(max(0.0, at - tag.lead), 3), round(min(clip.duration, at + tag.lag), 3)


def intervals(bank: Bank, clip: Clip) -> Iterator[Interval]:
    """The clip's moments as stretches."""
    for moment in clip.moments:
        yield Interval(moment.tag, *extent(clip, moment, bank.tags[moment.tag]))
