"""Find invisible characters: control, zero-width and direction characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_NO_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2064\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb"
)
# The flags of England, Scotland and Wales are a black flag followed by tag characters.
_TAGS = "(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"
# Joiners are normal in Persian, Indian scripts and emoji, but not in English.
_JOINERS = r"(?:(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f]))"
_MARKS = "[\u200e\u200f]"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HIDDEN = re.compile(f"{_CONTROL.pattern}|[{_DIRECTION}{_NO_WIDTH}]|{_TAGS}|{_JOINERS}|{_MARKS}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TURN = re.compile(f"[{_DIRECTION}]")


class Invisible(NamedTuple):
    """An invisible character and its offset; `turns` is True if it changes text direction."""

    offset: int
    name: str
    turns: bool
    is_control: bool


def invisible(text: str) -> Iterator[Invisible]:
    """Yield each invisible character, except direction marks in right-to-left text."""
    if _is_plain(text):
        return
    is_both = is_right_to_left(text)
    for found in _HIDDEN.finditer(text):
        sign = found[0]
        if is_both and re.fullmatch(_MARKS, sign):
            continue
        turns = _TURN.match(sign) is not None
        name = f"{_name(sign)} (U+{ord(sign):04X})"
        yield Invisible(found.start(), name, turns, _CONTROL.match(sign) is not None)


def is_right_to_left(text: str) -> bool:
    """Return whether any of the text is in a right-to-left script."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def without_invisible(text: str) -> str:
    """Return the text without invisible characters."""
    if _is_plain(text):
        return text
    hidden = {each.offset for each in invisible(text)}
    return "".join(sign for at, sign in enumerate(text) if at not in hidden) if hidden else text


def _is_plain(text: str) -> bool:
    return text.isascii() and _CONTROL.search(text) is None


def _name(sign: str) -> str:
    known = {"\ufeff": "byte order mark", "\u00ad": "soft hyphen"}
    return known.get(sign) or unicodedata.name(sign, "control character").lower()
