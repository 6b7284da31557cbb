"""Cues of a recording to the cues of a clip."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lessonbank.captions.cues import Cue
from lessonbank.captions.cuetext import Node, Span, Text, Timestamp, add_node

SLIVER = 0.1
"""Seconds. What a cut leaves of a cue is dropped if it would only flicker."""


def rebase(cues: Iterable[Cue], start: float, end: float) -> tuple[Cue, ...]:
    """Cut cues to [start, end) of the recording's clock and start the clock at 0 there.

    Cues are clipped at both edges; those left empty or as a sliver are dropped. The result is
    sorted by start time.
    """
    kept = (_cut(cue, start, end) for cue in cues if cue.start < end and cue.end > start)
    return tuple(sorted(filter(None, kept), key=lambda cue: cue.start))


def _cut(cue: Cue, start: float, end: float) -> Cue | None:
    begins = round(max(cue.start, start) - start, 3)
    ends = round(min(cue.end, end) - start, 3)
    length = round(ends - begins, 3)
    if length <= 0 or length < min(SLIVER, round(cue.end - cue.start, 3)):
        return None
    return replace(cue, start=begins, end=ends, nodes=_shifted(cue.nodes, start, begins, ends))


def _shifted(nodes: Iterable[Node], by: float, begins: float, ends: float) -> tuple[Node, ...]:
    """Shift timestamps. One that the cut leaves outside its cue has nothing to wait for."""
    shifted: list[Node] = []
    for node in nodes:
        match node:
            case Timestamp(time):
                if begins < round(time - by, 3) < ends:
                    shifted.append(Timestamp(round(time - by, 3)))
            case Span():
                inner = _shifted(node.children, by, begins, ends)
                shifted.append(replace(node, children=inner))
            case Text():
                add_node(shifted, node)
    return tuple(shifted)
