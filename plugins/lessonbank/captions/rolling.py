"""Unroll captions in which each line appears at the bottom and again above the next line.

YouTube's automatic captions roll, with a cue of 0.01 s between each two, as do captions of live
television. Keep each line once, at its first appearance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lessonbank.captions.cues import Cue
from lessonbank.captions.lines import Nodes, join_lines, split_lines, words_of

_JOINED = 0.25
"""Greatest gap in seconds between a cue and one that repeats its lines."""
_SHARE = 0.4
"""Least share of cues that repeat lines in a rolling file."""
_LEAST = 2
"""Least number of repeating cues; a single one may be real repetition."""


@dataclass(frozen=True, slots=True)
class _Rolled:
    """A cue and its lines, the first `carried` of which repeat the previous cue."""

    cue: Cue
    lines: tuple[Nodes, ...]
    carried: int

    @property
    def rolls(self) -> bool:
        """Whether it has new lines below repeated ones."""
        return 0 < self.carried < len(self.lines)


def unrolled(cues: Sequence[Cue]) -> tuple[Cue, ...] | None:
    """Return the cues with each line once, or None if the captions do not roll.

    A cue without new lines extends the one before it.
    """
    if not _may_roll(cues):
        return None
    rolled = _carried(cues)
    carrying = sum(each.carried > 0 for each in rolled)
    enough = carrying >= max(_LEAST, _SHARE * len(rolled))
    if not enough or not any(each.rolls for each in rolled):
        return None
    found: list[Cue] = []
    for each in rolled:
        new = each.lines[each.carried :]
        if new:
            found.append(replace(each.cue, nodes=join_lines(new)))
        elif each.carried and found:
            found[-1] = replace(found[-1], end=max(found[-1].end, each.cue.end))
    return tuple(found)


def _may_roll(cues: Sequence[Cue]) -> bool:
    """Return whether enough cues start like a line of the previous cue; a cheap first test."""
    before: tuple[str, ...] = ()
    found = 0
    for cue in cues:
        text = cue.text.strip()
        if text:
            found += text.startswith(before) if before else 0
            before = tuple(line.strip()[:_SEEN] for line in text.split("\n") if line.strip())
    return found >= max(_LEAST, _SHARE * len(cues))


_SEEN = 8
"""Number of letters to compare in the first test."""


def _carried(cues: Sequence[Cue]) -> list[_Rolled]:
    """Return each cue in time order, with the number of lines it repeats."""
    rolled: list[_Rolled] = []
    shown: tuple[str, ...] = ()
    ended = float("-inf")
    for cue in sorted(cues, key=lambda cue: cue.start):
        lines = tuple(line for line in split_lines(cue.nodes) if words_of(line))
        words = tuple(map(words_of, lines))
        carried = _overlap(shown, words) if cue.start - ended <= _JOINED else 0
        rolled.append(_Rolled(cue, lines, carried))
        if words:
            shown, ended = words, max(cue.end, cue.start)
    return rolled


def _overlap(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many last lines of `before` equal the first lines of `after`."""
    most = min(len(before), len(after))
    return next((n for n in range(most, 0, -1) if before[-n:] == after[:n]), 0)
