"""Captions that grow: each cue says again what the one before it said, and adds a word or two.

Live captions of meetings and streams are saved so. Each sentence is read once, as it was in the
end; programs often correct the last word while they listen on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lessonbank.captions.cues import Cue

_JOINED = 0.25
"""Seconds between two cues of which the second carries on what the first shows."""
_SHARE = 0.4
"""The share of cues that grow, in a file that grows."""
_LEAST = 3
"""Cues that grow: a class that counts up together is captioned so, too, but not for long."""
_EDGES = re.compile(r"^\W+|\W+$")


def grown(cues: Sequence[Cue]) -> tuple[Cue, ...] | None:
    """The cues, each with all that it grew to, or None where the captions do not grow.

    A cue lasts from the first of its words to the end of the last cue that shows them.
    """
    in_order = sorted(cues, key=lambda cue: cue.start)
    words = [_words(cue) for cue in in_order]
    grows = [
        number > 0
        and _joined(in_order[number - 1], cue)
        and _grows(words[number - 1], words[number])
        for number, cue in enumerate(in_order)
    ]
    if sum(grows) < max(_LEAST, _SHARE * len(in_order)):
        return None
    found: list[Cue] = []
    for cue, is_more in zip(in_order, grows, strict=True):
        if is_more:
            found[-1] = replace(found[-1], nodes=cue.nodes, end=max(found[-1].end, cue.end))
        else:
            found.append(cue)
    return tuple(found)


def _words(cue: Cue) -> list[str]:
    """Words as they sound: captions get their capitals and points as they grow."""
    words = (_EDGES.sub("", word).casefold() for word in cue.text.split())
    return [word for word in words if word]


def _joined(before: Cue, after: Cue) -> bool:
    return after.start - max(before.start, before.end) <= _JOINED


def _grows(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether `after` says `before` again and more. The last word may have been corrected."""
    if not before or len(after) < len(before):
        return False
    last = len(before) - 1
    same_so_far = after[:last] == before[:last]
    return same_so_far and (last > 1 or after[last].startswith(before[last]))
