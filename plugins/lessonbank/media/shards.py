"""Divide a plan into parts that several machines can make on their own.

A part depends on the clips of the edition and on their recordings only. It is the same on every
machine, whatever its store holds already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from heapq import heapify, heapreplace

from lessonbank.media.planning import ClipPlan, Cut, Plan

GOAL = 1200.0
"""Seconds of work for one part. With less, starting a machine takes longer than it saves."""
MOST = 256
"""The most parts: a matrix of GitHub has no more jobs."""
_ENCODING = 1.4
"""Seconds of work on one processor for each second of film, measured with 1080p30."""
_PICTURE = 0.5


@dataclass(frozen=True, slots=True)
class Shard:
    """The part `number` of `count`, counted from 1."""

    number: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read a part written as `2/4`. Raise ValueError."""
        found = re.fullmatch(r"([0-9]{1,3})/([0-9]{1,3})", text)
        shard = cls(int(found[1]), int(found[2])) if found else cls(0, 0)
        if not 1 <= shard.number <= shard.count <= MOST:
            raise ValueError(f"'{text}' is no part: write it as 2/4, with {MOST} parts at most")
        return shard

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def of(self, plan: Plan) -> Plan:
        """Return this part of a plan."""
        return divided(plan, self.count)[self.number - 1]


def divided(plan: Plan, count: int) -> tuple[Plan, ...]:
    """Return the parts of a plan. Each clip is in one of them, and equal cuts are together.

    The longest cuts come first, each into the part with the fewest seconds of film.
    """
    least = [(0.0, number) for number in range(count)]
    heapify(least)
    part_of: dict[Cut, int] = {}
    for seconds, cut in _cuts(plan):
        so_far, number = least[0]
        part_of[cut] = number
        heapreplace(least, (so_far + seconds, number))
    parts: list[list[ClipPlan]] = [[] for _ in range(count)]
    for clip in plan.clips:
        parts[part_of[clip.cut]].append(clip)
    return tuple(replace(plan, clips=tuple(clips)) for clips in parts)


def fewest(plan: Plan, most: int) -> int:
    """Return the fewest parts, `most` of them at most, of which none is more than `GOAL`.

    If there is no such number, return the one whose largest part is smallest.
    """
    best, least = 1, work_of(plan)
    for count in range(2, most + 1):
        if least <= GOAL:
            break
        largest = max(map(work_of, divided(plan, count)))
        if largest < least:
            best, least = count, largest
    return best


def waiting(plan: Plan) -> tuple[ClipPlan, ...]:
    """Return the clips that have a step to run."""
    return tuple(clip for clip in plan.clips if clip.must_run)


def work_of(plan: Plan) -> float:
    """Return the estimated seconds of work on one processor."""
    return sum(map(clip_work, waiting(plan)))


def clip_work(clip: ClipPlan) -> float:
    """Return the estimated seconds of work for one clip."""
    steps = [step for step in clip.steps if step.must_run]
    films = [step for step in clip.steps if step.recipe]
    share = sum(step in steps for step in films) / len(films)
    pictures = sum(step.recipe is None for step in steps)
    return round(share * _ENCODING * clip.job.duration + _PICTURE * pictures, 1)


def _cuts(plan: Plan) -> list[tuple[float, Cut]]:
    """Return seconds and keys of each cut, the longest first."""
    seconds = {clip.cut: clip.job.duration for clip in plan.clips}
    return sorted(((seconds[cut], cut) for cut in seconds), key=lambda each: (-each[0], each[1]))
