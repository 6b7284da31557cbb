"""Figures of a tagging: tags over time, what follows what, and how far two taggings agree.

`workbench/2-figures.js` computes the same in the browser. Both use whole milliseconds and divide
whole numbers, so that their results are equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lessonbank.bank.statistics import Interval, TagStatistics, millis, statistics, within

_SECOND, _MINUTE = 1000, 60_000
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class Minute:
    """One tag in one minute: how often it starts there, and the seconds that it marks."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class TagFigures:
    """One tag. `mean` is the mean length of its intervals in seconds."""

    statistics: TagStatistics
    mean: float
    minutes: tuple[Minute, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """A pair of tags that start one after the other, and how often they do."""

    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Tags in order of first appearance, and transitions, the most frequent first."""

    tags: tuple[TagFigures, ...]
    transitions: tuple[Transition, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of two people on one tag.

    A mark of one matches a mark of the other that starts within some seconds; no mark matches
    twice. `share` is the part of all marks that have a match, in per cent to one decimal. `kappa`
    is Cohen's, over whole seconds that are marked or not, to two decimals; None if undefined.
    """

    tag: str
    one: int
    other: int
    matches: int
    share: float
    kappa: float | None


def figures(intervals: Iterable[Interval], length: float) -> Figures:
    """Return the figures of a film of `length` seconds. Intervals are cut to the film."""
    given, whole = tuple(intervals), millis(length)
    spans = sorted(_spans(given, whole))
    lines = statistics(given, length)
    tags = tuple(_tag(line, _of(line.tag, spans), whole) for line in lines)
    return Figures(tags, tuple(_transitions(spans)))


def _tag(line: TagStatistics, spans: Sequence[tuple[int, int]], whole: int) -> TagFigures:
    lengths = sum(end - start for start, end in spans)
    minutes = range(-(-whole // _MINUTE))
    return TagFigures(
        statistics=line,
        mean=_rounded(lengths, len(spans)) / _SECOND,
        minutes=tuple(_minute(spans, each * _MINUTE, whole) for each in minutes),
    )


def _minute(spans: Sequence[tuple[int, int]], first: int, whole: int) -> Minute:
    """Return the minute that starts at `first`. The film's last moment is in its last minute."""
    last = min(first + _MINUTE, whole)
    is_end = last == whole
    starts = sum(first <= start < last or (is_end and start == last) for start, _ in spans)
    return Minute(starts, _covered(spans, first, last) / _SECOND)


def _covered(spans: Sequence[tuple[int, int]], first: int, last: int) -> int:
    """Return the milliseconds from `first` to `last` that sorted spans cover, each once."""
    total, reached = 0, first
    for start, end in spans:
        upto = min(end, last)
        total += max(0, upto - max(start, reached))
        reached = max(reached, upto)
    return total


def _transitions(spans: Sequence[tuple[int, int, str]]) -> Iterable[Transition]:
    found = Counter(pairwise(tag for _, _, tag in spans))
    for (before, after), count in sorted(found.items(), key=lambda each: (-each[1], each[0])):
        yield Transition(before, after, count)


def agreement(
    one: Iterable[Interval], other: Iterable[Interval], length: float, apart: float
) -> tuple[Agreement, ...]:
    """Compare two taggings of one film; marks match if they start at most `apart` seconds apart."""
    whole, reach = millis(length), millis(apart)
    ours, theirs = sorted(_spans(one, whole)), sorted(_spans(other, whole))
    tags = dict.fromkeys(tag for _, _, tag in sorted((*ours, *theirs)))
    pairs = ((tag, _of(tag, ours), _of(tag, theirs)) for tag in tags)
    return tuple(_agreed(tag, mine, yours, whole, reach) for tag, mine, yours in pairs)


def _of(tag: str, spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int]]:
    return [(start, end) for start, end, each in spans if each == tag]


def _agreed(
    tag: str, one: list[tuple[int, int]], other: list[tuple[int, int]], whole: int, reach: int
) -> Agreement:
    matches = _matches([start for start, _ in one], [start for start, _ in other], reach)
    return Agreement(
        tag=tag,
        one=len(one),
        other=len(other),
        matches=matches,
        share=_rounded(2000 * matches, len(one) + len(other)) / 10,
        kappa=_kappa(one, other, whole),
    )


def _matches(one: Sequence[int], other: Sequence[int], reach: int) -> int:
    """Return the most pairs that lie within `reach`; both are sorted."""
    mine, yours, matches = 0, 0, 0
    while mine < len(one) and yours < len(other):
        apart = one[mine] - other[yours]
        matches += abs(apart) <= reach
        mine += apart <= reach
        yours += apart >= -reach
    return matches


def _kappa(one: list[tuple[int, int]], other: list[tuple[int, int]], whole: int) -> float | None:
    """Return Cohen's kappa over the seconds whose middle is in the film."""
    seconds = (whole + _SECOND // 2) // _SECOND
    ours, theirs = _marked(one, seconds), _marked(other, seconds)
    both, mine, yours = len(ours & theirs), len(ours), len(theirs)
    agreed = seconds - mine - yours + 2 * both
    by_chance = mine * yours + (seconds - mine) * (seconds - yours)
    apart = seconds * seconds - by_chance
    return _rounded(100 * (seconds * agreed - by_chance), apart) / 100 if apart else None


def _marked(spans: Iterable[tuple[int, int]], seconds: int) -> set[int]:
    """Return the seconds whose middle is marked."""
    half = _SECOND // 2
    return {
        second
        for start, end in spans
        for second in range(-(-(start - half) // _SECOND), -(-(end - half) // _SECOND))
        if 0 <= second < seconds
    }


def _spans(intervals: Iterable[Interval], whole: int) -> Iterable[tuple[int, int, str]]:
    """Yield intervals in milliseconds, cut to the film."""
    for each in intervals:
        yield *within(each, whole), each.tag


def _rounded(part: int, whole: int) -> int:
    """Return the quotient rounded half up."""
    return (2 * part + whole) // (2 * whole)
