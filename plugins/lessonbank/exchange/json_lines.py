"""Find the lines of values in JSON, for messages about them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping

from lessonbank.bank import Location

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)


def lines_of(text: str, wanted: Collection[Location]) -> Mapping[Location, int]:
    """Return the line of each value; that of what it is in, if it is not there.

    `text` is valid JSON. A second field of the same name counts, as in most readers.
    """
    steps = {place[:length] for place in wanted for length in range(len(place) + 1)}
    found = {place: at for place, at in _values(text) if place in steps}
    return {place: text.count("\n", 0, _nearest(found, place)) + 1 for place in wanted}


def _nearest(found: Mapping[Location, int], place: Location) -> int:
    while place and place not in found:
        place = place[:-1]
    return found.get(place, 0)


def _values(text: str) -> Iterator[tuple[Location, int]]:
    """Yield the place and the offset of each value, the outer one first."""
    here: list[str | int] = []
    is_key = False
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in _SIGNS:
            is_key = _moved(here, sign)
        elif is_key:
            here[-1], is_key = json.loads(sign), False
        else:
            yield tuple(here), token.start()
            if sign in _INNER:
                here.append(_INNER[sign])
                is_key = sign == "{"


_SIGNS = frozenset("]},:")
_INNER: Mapping[str, str | int] = {"{": "", "[": 0}


def _moved(here: list[str | int], sign: str) -> bool:
    """Move to the next entry, or out of a list or map; return whether a key comes next."""
    if sign in "]}":
        here.pop()
    elif sign == "," and isinstance(last := here[-1], int):
        here[-1] = last + 1
    return sign == "," and isinstance(here[-1], str)
