"""Captions that roll: each line comes at the bottom, and again above the next.

YouTube's automatic captions do, with a cue of a hundredth of a second between each two, and so do
captions of live television. Each line is read once, when it comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lessonbank.captions.cues import Cue
from lessonbank.captions.lines import Nodes, join_lines, split_lines, words_of

_JOINED = 0.25
"""Seconds between two cues of which the second carries on what the first shows."""
_SHARE = 0.4
"""The share of cues that carry something on, in a file that rolls."""
_LEAST = 2
"""Cues that carry something on: one may be a child who says it again."""


@dataclass(frozen=True, slots=True)
class _Rolled:
    """A cue with its lines, of which the first `carried` stood there before."""

    cue: Cue
    lines: tuple[Nodes, ...]
    carried: int

    @property
    def rolls(self) -> bool:
        """Whether something new comes under what is carried on."""
        return 0 < self.carried < len(self.lines)


def unrolled(cues: Sequence[Cue]) -> tuple[Cue, ...] | None:
    """The cues with each line once, or None where the captions do not roll.

    A cue that brings nothing new lengthens the one before it.
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
    """Whether enough cues begin as a line of the one before them: a look that costs little."""
    before: tuple[str, ...] = ()
    found = 0
    for cue in cues:
        text = cue.text.strip()
        if text:
            found += text.startswith(before) if before else 0
            before = tuple(line.strip()[:_SEEN] for line in text.split("\n") if line.strip())
    return found >= max(_LEAST, _SHARE * len(cues))


_SEEN = 8
"""Letters by which a line is taken for another at first sight."""


def _carried(cues: Sequence[Cue]) -> list[_Rolled]:
    """Each cue in the order of time, with how many of its lines the one before it showed."""
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
    """How many of the last lines before are the first lines after."""
    most = min(len(before), len(after))
    return next((n for n in range(most, 0, -1) if before[-n:] == after[:n]), 0)
