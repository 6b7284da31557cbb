"""The one clock of a film: when each sentence, caption, mark and stroke begins and ends."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.films.board import Work
from tests.films.moves import verb_of, work
from tests.films.room import Room
from tests.films.script import Beat, Lesson, ScriptError, Sentence

BREATH = 0.26
"""Seconds between two sentences of one turn."""
TURN = 0.46
"""Seconds between two turns."""
LEAD = 0.2
"""A marked beat starts this long after its mark, which is on a whole second."""


@dataclass(frozen=True)
class Spoken:
    """One sentence on the clock."""

    start: float
    end: float
    speaker: str
    sentence: Sentence


@dataclass(frozen=True)
class Turn:
    """One beat on the clock."""

    start: float
    end: float
    beat: Beat
    spoken: tuple[Spoken, ...]


@dataclass(frozen=True)
class Move:
    """One piece of board work on the clock, or a wipe of earlier ones."""

    start: float
    end: float
    name: str
    work: Work | None
    ink: str = ""
    wiped: tuple[str, ...] | None = None
    """Names of what a wipe takes away; empty for the whole board; None for no wipe."""


@dataclass(frozen=True)
class Timeline:
    """A lesson on the clock, in seconds from the start of the film."""

    turns: tuple[Turn, ...]
    marks: dict[str, int]
    moves: tuple[Move, ...]
    end: int


def lay_out(lesson: Lesson, seconds: Sequence[float], room: Room) -> Timeline:
    """Put a lesson on the clock, given how long each of its sentences takes to say."""
    left = iter(seconds)
    clock = 0.6
    turns: list[Turn] = []
    marks: dict[str, int] = {}
    for beat in lesson.beats:
        if beat.mark:
            if beat.mark in marks:
                raise ScriptError(f"{lesson.id}: the mark {beat.mark} stands twice")
            marks[beat.mark] = math.ceil(clock - 0.2) if turns else 0
            clock = max(clock, marks[beat.mark] + LEAD)
        turn = _turn(beat, clock, left)
        turns.append(turn)
        clock = round(turn.end + TURN, 3)
    moves: dict[str, Move] = {}
    for number, turn in enumerate(turns):
        _draw(number, turn, room, moves)
    return Timeline(tuple(turns), marks, tuple(moves.values()), math.ceil(clock + 0.6))


def _turn(beat: Beat, clock: float, seconds: Iterator[float]) -> Turn:
    start, spoken = clock, []
    for sentence in beat.sentences:
        end = round(clock + next(seconds), 3)
        spoken.append(Spoken(clock, end, beat.speaker or "", sentence))
        clock = round(end + BREATH, 3)
    end = spoken[-1].end if spoken else round(start + beat.wait, 3)
    return Turn(start, end, beat, tuple(spoken))


def _draw(number: int, turn: Turn, room: Room, moves: dict[str, Move]) -> None:
    """Add the board work of one turn to that of the earlier ones."""
    clock = turn.start
    for place, action in enumerate(turn.beat.actions):
        if "word" in action:
            clock = max(clock, _moment(turn, action["word"]))
        name = action.get("id", f"{number}.{place}")
        if name in moves:
            raise ScriptError(f"two pieces of board work are called {name}")
        moves[name] = _move(action, name, clock, room, moves)
        clock = moves[name].end + 0.08


def _move(
    action: dict[str, Any], name: str, start: float, room: Room, moves: dict[str, Move]
) -> Move:
    if verb_of(action) == "wipe":
        wiped = () if action["wipe"] == "all" else tuple(action["wipe"])
        going = [move.end for move in moves.values() if not wiped or move.name in wiped]
        start = max([start, *going])
        return Move(start, start + 0.4, name, None, wiped=wiped)
    earlier = {made: move.work for made, move in moves.items() if move.work}
    piece = work(action, room, earlier)
    ink = room.ink(action.get("ink", "ink"))
    return Move(start, start + action.get("for", piece.seconds), name, piece, ink)


def _moment(turn: Turn, word: str) -> float:
    """When a word is said: as far into its sentence as it stands in the text."""
    for spoken in turn.spoken:
        place = spoken.sentence.text.lower().find(word.lower())
        if place >= 0:
            share = place / len(spoken.sentence.text)
            return round(spoken.start + (spoken.end - spoken.start) * share, 3)
    raise ScriptError(f"nobody says {word!r} while it is to be drawn")
