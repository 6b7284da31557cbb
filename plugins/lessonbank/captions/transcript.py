"""Turn cues into a transcript: turns by speaker, with the times of each line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lessonbank.captions.cues import Cue
from lessonbank.captions.cuetext import Span, Text
from lessonbank.captions.voices import attributed, utterances

PAUSE = 4.0
"""Seconds of silence after which the same speaker starts a new turn."""


DESCRIBER = "Description"
"""The speaker of text descriptions in a transcript."""

LONG_TURN = 60.0
"""Seconds after which a turn without a pause ends at the next full stop."""

_SENTENCE_END = re.compile(r"[.?!\N{HORIZONTAL ELLIPSIS}。？！][\"'”’)\]]*\Z")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Line:
    """Plain text on one line, with start and end in seconds, None if unknown."""

    start: float | None
    end: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Speech of one speaker without a long pause; `speaker` is None if unnamed."""

    speaker: str | None
    start: float | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """The turns of a recording or clip, in order."""

    turns: tuple[Turn, ...]

    @property
    def timed(self) -> bool:
        """Whether its lines have times."""
        return any(turn.start is not None for turn in self.turns)


class _Said(NamedTuple):
    """A line with its times, the voice it is given, and the silence before it in seconds."""

    speaker: str | None
    voice: str | None
    start: float
    end: float
    text: str
    pause: float


def transcript(cues: Sequence[Cue], descriptions: Sequence[Cue] = ()) -> Transcript:
    """Join consecutive cues of one speaker into turns.

    Start a turn at a change of speaker, after a long pause, and after a full stop in a long turn.
    Split a cue with two speakers into a line for each, with the cue's times. Insert `descriptions`
    in time order, as turns of `DESCRIBER`.
    """
    described = (
        replace(cue, nodes=(Span("v", (Text(cue.text),), DESCRIBER),)) for cue in descriptions
    )
    ordered = sorted([*described, *attributed(cues)], key=lambda cue: cue.start)
    turns: list[list[_Said]] = []
    for said in _said(ordered):
        if turns and _continues(turns[-1], said):
            turns[-1].append(said)
        else:
            turns.append([said])
    return Transcript(tuple(map(_turn, turns)))


def untimed(timed: Transcript) -> Transcript:
    """Return the same turns without times."""
    return Transcript(
        tuple(
            Turn(turn.speaker, None, tuple(Line(None, None, line.text) for line in turn.lines))
            for turn in timed.turns
        )
    )


def folded(text: str) -> str:
    """Join text into one line with single spaces."""
    return " ".join(text.split())


def _said(cues: Iterable[Cue]) -> Iterator[_Said]:
    ended = float("inf")
    for cue in cues:
        for said in utterances(cue.nodes):
            text, pause = folded(said.text), cue.start - ended
            yield _Said(said.speaker, said.voice, cue.start, cue.end, text, pause)
            ended = cue.end


def _continues(turn: Sequence[_Said], said: _Said) -> bool:
    """Return whether a line continues the turn.

    Each unnamed voice ("-") is a new speaker.
    """
    changed = said.speaker != turn[-1].speaker or (said.voice is not None and not said.speaker)
    return not changed and said.pause <= PAUSE and not _is_paragraph(turn)


def _is_paragraph(turn: Sequence[_Said]) -> bool:
    length = turn[-1].end - turn[0].start
    return length >= LONG_TURN and _SENTENCE_END.search(turn[-1].text) is not None


def _turn(said: Sequence[_Said]) -> Turn:
    lines = tuple(Line(one.start, one.end, one.text) for one in said)
    return Turn(said[0].speaker, said[0].start, lines)
