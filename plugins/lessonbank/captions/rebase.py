"""Cut a recording's cues to a clip, without words spoken outside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from lessonbank.captions.cues import Cue
from lessonbank.captions.cuetext import Node, Span, Text, Timestamp, add_node, plain_text
from lessonbank.captions.redact import REMOVED
from lessonbank.captions.spoken_names import may_name

SLIVER = 0.1
"""Seconds; a shorter remainder of a cue is dropped, since it would only flicker."""

Spans = Sequence[tuple[float, float]]
Why = Literal["outside", "redacted", "name"]
"""Reasons: less than half is in the clip, a redaction overlaps it, or it may contain a name."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A cue at an edge of a clip that loses words which may be audible in the clip."""

    cue: Cue
    why: Why


def rebase(cues: Iterable[Cue], start: float, end: float, redacted: Spans = ()) -> tuple[Cue, ...]:
    """Cut cues to [start, end) in seconds of the recording's clock, and shift `start` to 0.

    A cue at an edge keeps the words that its timestamps place in the clip. Words between two
    timestamps, or all words of a cue without any, are kept or dropped together. They are kept if
    at least half of their time is in the clip, none of them may be a name, and no span of
    `redacted` overlaps them. Empty and very short remainders are dropped. The result is sorted by
    start time.
    """
    kept = (_cut(cue, start, end, redacted) for cue in cues if cue.start < end and cue.end > start)
    return tuple(sorted(filter(None, kept), key=lambda cue: cue.start))


def dropped(
    cues: Iterable[Cue], start: float, end: float, redacted: Spans = ()
) -> Iterator[Dropped]:
    """Yield the cues that `rebase` drops words from although they overlap the clip, in order."""
    for cue in cues:
        for run in _runs(cue) if _is_on_edge(cue, start, end) else ():
            why = _why_not(run, start, end, redacted)
            if why and not run.is_exact and run.inside(start, end) >= SLIVER:
                yield Dropped(cue, why)
                break


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive words between timestamps, with start and end in seconds.

    `is_exact` is True if a timestamp gives the time of a single word.
    """

    start: float
    end: float
    text: str
    is_exact: bool = False

    def inside(self, start: float, end: float) -> float:
        """Return its seconds inside the clip, negative if it is outside."""
        return round(min(self.end, end) - max(self.start, start), 3)


def _is_on_edge(cue: Cue, start: float, end: float) -> bool:
    overlaps = cue.start < end and cue.end > start
    return overlaps and (cue.start < start or cue.end > end) and cue.text != REMOVED


def _runs(cue: Cue) -> tuple[_Run, ...]:
    """Split the cue's words at its timestamps; return one run if these are inconsistent."""
    texts, stamps = [""], [cue.start]
    for node in _flat(cue.nodes):
        if isinstance(node, Timestamp):
            texts.append("")
            stamps.append(node.time)
        else:
            texts[-1] += plain_text((node,))
    bounds = [*stamps, cue.end]
    if any(later < earlier for earlier, later in pairwise(bounds)):
        return (_Run(cue.start, cue.end, "".join(texts)),)
    timed = zip(pairwise(bounds), texts, strict=True)
    is_timed = len(texts) > 1
    return tuple(
        _Run(*span, text, is_exact=is_timed and len(text.split()) == 1) for span, text in timed
    )


def _why_not(run: _Run, start: float, end: float, redacted: Spans) -> Why | None:
    """Return why the run is dropped, or None if it is kept."""
    if start <= run.start and run.end <= end:
        return None
    inside = run.inside(start, end)
    if inside <= 0 or (run.is_exact and run.start < start):
        return "outside"
    if any(run.start < last and run.end > first for first, last in redacted):
        return "redacted"
    if may_name(run.text):
        return "name"
    return None if run.is_exact or 2 * inside >= round(run.end - run.start, 3) else "outside"


def _cut(cue: Cue, start: float, end: float, redacted: Spans) -> Cue | None:
    found = _within(cue, start, end, redacted) if _is_on_edge(cue, start, end) else cue
    if found is None:
        return None
    begins = round(max(found.start, start) - start, 3)
    ends = round(min(found.end, end) - start, 3)
    length = round(ends - begins, 3)
    if length <= 0 or length < min(SLIVER, round(cue.end - cue.start, 3)):
        return None
    return replace(found, start=begins, end=ends, nodes=_shifted(found.nodes, start, begins, ends))


def _within(cue: Cue, start: float, end: float, redacted: Spans) -> Cue | None:
    """Return the cue with only the words in the clip, and their times."""
    runs = _runs(cue)
    keep = [_why_not(run, start, end, redacted) is None for run in runs]
    kept = [run for run, is_kept in zip(runs, keep, strict=True) if is_kept]
    if not any(run.text.strip() for run in kept):
        return None
    if all(keep):
        return cue
    nodes = _ended(_RunFilter(keep).nodes(cue.nodes))
    # Drop the identifier, which may contain dropped words.
    return Cue(kept[0].start, kept[-1].end, nodes, "", cue.settings, cue.source_line)


@dataclass(slots=True)
class _RunFilter:
    """Removes runs from a tree; `keep` holds one flag for each run, in order.

    Spans without remaining text are removed too, since their voice may be a name.
    """

    keep: Sequence[bool]
    run: int = 0
    has_begun: bool = False

    def nodes(self, nodes: Iterable[Node]) -> tuple[Node, ...]:
        kept: list[Node] = []
        for node in nodes:
            match node:
                case Timestamp():
                    self.run += 1
                    if self.keep[self.run]:
                        add_node(kept, node)
                case Span():
                    inner = self.nodes(node.children)
                    if plain_text(inner):
                        add_node(kept, replace(node, children=inner))
                case Text(text):
                    text = text if self.has_begun else text.lstrip()
                    if text and self.keep[self.run]:
                        self.has_begun = True
                        add_node(kept, Text(text))
        return tuple(kept)


def _ended(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Strip the space before removed words."""
    *before, last = nodes
    match last:
        case Text(text):
            return (*before, Text(text.rstrip()))
        case Span():
            return (*before, replace(last, children=_ended(last.children)))
        case Timestamp():
            return nodes


def _flat(nodes: Iterable[Node]) -> Iterator[Text | Timestamp]:
    for node in nodes:
        if isinstance(node, Span):
            yield from _flat(node.children)
        else:
            yield node


def _shifted(nodes: Iterable[Node], by: float, begins: float, ends: float) -> tuple[Node, ...]:
    """Shift timestamps, and drop those outside the cut cue."""
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
