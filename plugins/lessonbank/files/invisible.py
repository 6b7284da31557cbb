"""Signs in a text that nobody sees: of no width, or such as turn its direction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_TURNS = "\u202a-\u202e\u2066-\u2069"
_NO_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2064\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb"
)
# The flags of England, Scotland and Wales are spelled with such signs after a black flag.
_TAGS = "(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"
# Joiners are part of Persian, of Indian scripts and of emoji; not of English.
_JOINERS = r"(?:(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f]))"
_MARKS = "[\u200e\u200f]"
_HIDDEN = re.compile(f"[{_TURNS}{_NO_WIDTH}]|{_TAGS}|{_JOINERS}|{_MARKS}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TURN = re.compile(f"[{_TURNS}]")


class Invisible(NamedTuple):
    """A sign that nobody sees, at an offset. `turns` says that it turns the direction of text."""

    offset: int
    name: str
    turns: bool


def invisible(text: str) -> Iterator[Invisible]:
    """Every such sign; marks of direction belong in text from right to left, so not there."""
    if text.isascii():
        return
    is_both = is_right_to_left(text)
    for found in _HIDDEN.finditer(text):
        sign = found[0]
        if is_both and re.fullmatch(_MARKS, sign):
            continue
        turns = _TURN.match(sign) is not None
        yield Invisible(found.start(), f"{_name(sign)} (U+{ord(sign):04X})", turns)


def is_right_to_left(text: str) -> bool:
    """Whether any of the text is in a script that is written from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def without_invisible(text: str) -> str:
    """The text without such signs."""
    if text.isascii():
        return text
    hidden = {each.offset for each in invisible(text)}
    return "".join(sign for at, sign in enumerate(text) if at not in hidden) if hidden else text


def _name(sign: str) -> str:
    known = {"\ufeff": "byte order mark", "\u00ad": "soft hyphen"}
    return known.get(sign) or unicodedata.name(sign, "sign without a name").lower()
