"""One frame of a film: what board, pen, teacher and pupils show at a given second."""

from __future__ import annotations

from bisect import bisect_right

from PIL import Image

from tests.films import pen, pupils, room, teacher
from tests.films.cast import cast
from tests.films.ink import Point
from tests.films.script import Lesson
from tests.films.timeline import Move, Timeline, Turn

RATE = 8
"""Frames a second."""
GESTURE = 0.45
"""Seconds from one gesture to the next."""
PARKED: Point = (930.0, 540.0)
"""Where the pen waits, off the board."""
LOUD = (0.012, 0.045, 0.085)
"""The sound levels at which a mouth opens further."""


class Stage:
    """A lesson ready to be filmed, frame after frame in order."""

    def __init__(self, lesson: Lesson, timeline: Timeline, levels: list[float]) -> None:
        self._lesson, self._timeline, self._levels = lesson, timeline, levels
        self._room = room.ROOMS[lesson.room]
        figure = cast()[lesson.teacher].figure
        assert figure is not None
        self._figure = figure
        self._empty = room.paint(self._room)
        self._done: list[Move] = []
        self._baked = room.surface(self._room)
        self._moves = sorted(timeline.moves, key=lambda move: move.end)
        self._starts = [turn.start for turn in timeline.turns]

    def frame(self, number: int) -> Image.Image:
        """The picture of one frame. Frames are asked for in rising order."""
        now = number / RATE
        frame = self._empty.copy()
        frame.paste(self._board(now), room.ORIGIN)
        figure = teacher.draw(self._figure, self._pose(number, now))
        frame.paste(figure, (952, 118), figure)
        room.desk(frame, self._room, self._lesson.plate)
        for place, middle in enumerate(pupils.PLACES):
            seat = pupils.draw(self._seat(place, now))
            frame.paste(seat, (middle - 88, 470), seat)
        return frame

    def _board(self, now: float) -> Image.Image:
        while self._moves and self._moves[0].end <= now:
            self._settle(self._moves.pop(0))
        going = [move for move in self._moves if move.start < now]
        board = self._baked.copy()
        tip, ink = PARKED, ""
        for move in going:
            share = (now - move.start) / (move.end - move.start)
            if move.work is None:
                board = Image.blend(board, self._without(move), share)
                continue
            move.work.show(board, share)
            tip, ink = move.work.tip(share) or tip, move.ink
        if tip != PARKED:
            pen.place(board, tip, ink)
        return board

    def _settle(self, move: Move) -> None:
        if move.work is None:
            self._done = self._left(move)
            self._baked = self._drawn(self._done)
        else:
            self._done.append(move)
            move.work.show(self._baked, 1.0)

    def _left(self, wipe: Move) -> list[Move]:
        return [move for move in self._done if wipe.wiped and move.name not in wipe.wiped]

    def _without(self, wipe: Move) -> Image.Image:
        return self._drawn(self._left(wipe))

    def _drawn(self, moves: list[Move]) -> Image.Image:
        board = room.surface(self._room)
        for move in moves:
            if move.work:
                move.work.show(board, 1.0)
        return board

    def _pose(self, number: int, now: float) -> teacher.Pose:
        place, turn = self._turn(now)
        speaks = turn.beat.speaker == self._lesson.teacher
        level = self._levels[number] if speaks else 0.0
        since = round(min(1.0, max(0.0, now - turn.start) / GESTURE) * 6) / 6
        turns = self._timeline.turns
        before = gesture(turns, place - 1) if place else "rest"
        arms = _between(teacher.GESTURES[before], teacher.GESTURES[gesture(turns, place)], since)
        drawing = any(move.start <= now < move.end for move in self._moves if move.work)
        beat = (0, 3, 5, 3)[int(now * 2.5) % 4] if speaks and level > LOUD[0] else 0
        return teacher.Pose(
            _lifted(arms, beat),
            mouth=bisect_right(LOUD, level),
            blink=number % 53 in (0, 1),
            look=-0.8 if drawing else (0.0 if speaks else -0.4),
        )

    def _turn(self, now: float) -> tuple[int, Turn]:
        place = max(0, bisect_right(self._starts, now) - 1)
        return place, self._timeline.turns[place]

    def _seat(self, place: int, now: float) -> pupils.Seat:
        number, turn = self._turn(now)
        before = self._timeline.turns[number - 1] if number else None
        since = min(1.0, max(0.0, now - turn.start) / 0.5)
        was, now_up = bool(before and place in before.beat.hands), place in turn.beat.hands
        held = bool(before and place in before.beat.boards)
        earlier = before.beat.boards.get(place, "") if before else ""
        return pupils.Seat(
            place,
            self._room.uniform,
            hand=_ease(was, now_up, since),
            board=_ease(held, place in turn.beat.boards, since),
            answer=turn.beat.boards.get(place, earlier),
            speaking=_spread(turn, place, now),
        )


def gesture(turns: tuple[Turn, ...], place: int) -> str:
    """What the teacher does in a turn: as the script says, or as fits what happens."""
    beat = turns[place].beat
    if beat.gesture:
        return beat.gesture
    if beat.speaker is None or beat.speaker not in cast() or cast()[beat.speaker].figure is None:
        return "listen" if beat.speaker else "rest"
    return "point" if beat.actions else ("open", "both")[place % 2]


def _between(before: teacher.Arms, after: teacher.Arms, share: float) -> teacher.Arms:
    eased = share * share * (3 - 2 * share)
    moved = tuple(
        (round(a[0] + (b[0] - a[0]) * eased), round(a[1] + (b[1] - a[1]) * eased))
        for a, b in zip(before, after, strict=True)
    )
    return (moved[0], moved[1], moved[2], moved[3])


def _lifted(arms: teacher.Arms, height: int) -> teacher.Arms:
    left, right = arms[1], arms[3]
    return (arms[0], (left[0], left[1] - height), arms[2], (right[0], right[1] - height // 2))


def _ease(before: bool, after: bool, share: float) -> float:  # noqa: FBT001
    value = float(after) if before == after else (share if after else 1 - share)
    return round(value * value * (3 - 2 * value), 1)


def _spread(turn: Turn, place: int, now: float) -> int:
    speaker = cast().get(turn.beat.speaker or "")
    if speaker is None or not (speaker.place == place or speaker.together):
        return 0
    speaking = any(one.start <= now < one.end for one in turn.spoken)
    return 1 + int(now * 5) % 3 if speaking else 0
