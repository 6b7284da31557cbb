"""Board commands of a lesson script, read into pieces of board work."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from tests.films.board import Print, Shape, Strokes, Wash, Work, Writing
from tests.films.ink import LETTERS, Path2, by_hand, font, ring, smooth
from tests.films.room import Room
from tests.films.script import ScriptError

OPTIONS = {"of", "at", "size", "ink", "face", "width", "parts",
           "card", "paper", "id", "word", "for", "opacity", "leading"}  # fmt: skip
Action = dict[str, Any]


def work(action: Action, room: Room, earlier: Mapping[str, Work]) -> Work:
    """The piece of work that an action asks for.

    With `of`, it goes round or under a word of an `earlier` piece of writing.
    """
    verb = verb_of(action)
    wanted = action[verb]
    if "of" in action:
        wanted = _place(wanted, earlier[action["of"]], verb)
    return VERBS[verb](wanted, action, room)


def _place(word: str, piece: Work, verb: str) -> list[float]:
    """Where a word stands in a piece of writing, with the room that a verb needs round it."""
    if not isinstance(piece, Writing | Print):
        raise ScriptError(f"{word!r} is looked for in what is no writing")
    number = next((place for place, line in enumerate(piece.lines) if word in line), None)
    if number is None:
        raise ScriptError(f"{word!r} is not in that writing")
    letters, line = font(piece.face, piece.size), piece.lines[number]
    before = line[: line.find(word)]
    x = piece.at[0] + 2 + letters.getlength(before, features=LETTERS)
    y = piece.at[1] + number * piece.size * piece.leading
    width, height = letters.getlength(word, features=LETTERS), sum(letters.getmetrics()) + 4
    match verb:
        case "underline":
            return [x, y + height * 0.86, width]
        case "wash":
            return [x - 3, y + height * 0.14, width + 6, height * 0.74]
        case _:
            return [x - 12, y - 4, width + 24, height + 8]


def verb_of(action: Action) -> str:
    """The one verb of an action; `ScriptError` where there is none, or an unknown option."""
    verbs = action.keys() - OPTIONS
    if len(verbs) != 1 or not verbs <= VERBS.keys() | {"wipe"}:
        raise ScriptError(f"one board command, please, not {', '.join(sorted(verbs)) or 'none'}")
    return verbs.pop()


def _ink(action: Action, room: Room, usual: str = "ink") -> str:
    return room.ink(action.get("ink", usual))


def _write(text: str, action: Action, room: Room) -> Work:
    face = action.get("face", "hand")
    return Writing(text, tuple(action["at"]), action.get("size", 40), _ink(action, room), face)


def _print(text: str, action: Action, room: Room) -> Work:
    card = action.get("card")
    ink = room.ink(action.get("ink", "ink")) if not card else action.get("ink", "#22303f")
    return Print(
        tuple(text.rstrip("\n").split("\n")), tuple(action["at"]), action.get("size", 32), ink,
        action.get("face", "sans"), tuple(card) if card else None,
        paper=action.get("paper", "#ffffff"), leading=action.get("leading", 1.34),
    )  # fmt: skip


def _lines(*paths: Path2) -> Callable[[Action, Room], Work]:
    return lambda action, room: Strokes(
        tuple(by_hand(path) for path in paths), action.get("width", 4.5), _ink(action, room)
    )


def _line(points: list[list[float]], action: Action, room: Room) -> Work:
    return _lines(_path(points))(action, room)


def _arrow(points: list[list[float]], action: Action, room: Room) -> Work:
    path = _path(points)
    (ax, ay), (bx, by) = path[-2:]
    angle, size = math.atan2(by - ay, bx - ax), 12 + 1.4 * action.get("width", 4.5)
    barbs = [
        (bx - size * math.cos(angle + turn), by - size * math.sin(angle + turn))
        for turn in (0.5, -0.5)
    ]
    return _lines(path, (barbs[0], (bx, by), barbs[1]))(action, room)


def _curve(points: list[list[float]], action: Action, room: Room) -> Work:
    return Strokes((smooth(_path(points)),), action.get("width", 4.5), _ink(action, room))


def _box(area: list[float], action: Action, room: Room) -> Work:
    return _lines(_outline(area))(action, room)


def _bar(area: list[float], action: Action, room: Room) -> Work:
    parts = action.get("parts", 1)
    return _lines(_outline(area), *_cuts(area, parts))(action, room)


def _cuts(area: list[float], parts: int) -> list[Path2]:
    x, y, width, height = area
    places = (x + width * number / parts for number in range(1, parts))
    return [((place, y), (place, y + height)) for place in places]


def _grid(area: list[float], action: Action, room: Room) -> Work:
    x, y, width, height = area
    columns, rows = action["parts"]
    heights = (y + height * number / rows for number in range(1, rows))
    across = [((x, level), (x + width, level)) for level in heights]
    return _lines(_outline(area), *across, *_cuts(area, columns))(action, room)


def _ring(area: list[float], action: Action, room: Room) -> Work:
    return Strokes((ring(*area),), action.get("width", 4), _ink(action, room, "red"))


def _underline(area: list[float], action: Action, room: Room) -> Work:
    x, y, width = area
    path = by_hand(((x, y), (x + width, y - 1)))
    return Strokes((path,), action.get("width", 4), _ink(action, room))


def _wash(area: list[float], action: Action, room: Room) -> Work:
    x, y, width, height = area
    return Wash((x, y, width, height), _ink(action, room, "amber"), action.get("opacity", 0.8))


def _shape(points: list[list[float]], action: Action, room: Room) -> Work:
    return Shape(_path(points), _ink(action, room), opacity=action.get("opacity", 1.0))


def _blob(points: list[list[float]], action: Action, room: Room) -> Work:
    path = _path(points)
    curve = smooth((*path[-2:], *path, *path[:2]))[16:-16]
    return Shape(curve, _ink(action, room), opacity=action.get("opacity", 1.0))


def _dot(at: list[float], action: Action, room: Room) -> Work:
    x, y = at
    return Strokes((((x - 1, y), (x + 1, y)),), action.get("width", 18), _ink(action, room))


def _tick(at: list[float], action: Action, room: Room) -> Work:
    x, y = at
    path = smooth(((x, y + 16), (x + 12, y + 30), (x + 36, y - 6)))
    return Strokes((path,), action.get("width", 6), _ink(action, room, "green"))


def _cross(at: list[float], action: Action, room: Room) -> Work:
    x, y = at
    paths = (((x, y), (x + 28, y + 28)), ((x + 28, y), (x, y + 28)))
    return Strokes(paths, action.get("width", 6), _ink(action, room, "red"))


def _outline(area: list[float]) -> Path2:
    x, y, width, height = area
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))


def _path(points: list[list[float]]) -> Path2:
    return tuple((float(x), float(y)) for x, y in points)


VERBS: dict[str, Callable[[Any, Action, Room], Work]] = {
    "write": _write, "print": _print, "line": _line, "arrow": _arrow, "curve": _curve,
    "box": _box, "bar": _bar, "grid": _grid, "ring": _ring, "underline": _underline,
    "wash": _wash, "shape": _shape, "blob": _blob, "dot": _dot, "tick": _tick, "cross": _cross,
}  # fmt: skip
"""What a script may ask for, beside `wipe`."""
