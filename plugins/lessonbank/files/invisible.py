"""Find invisible characters: control, zero-width and direction characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
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
_MARKS = "\u200e\u200f"
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_ALWAYS = f"[{_CONTROLS}{_DIRECTION}{_NO_WIDTH}]"
_HIDDEN = re.compile(f"{_ALWAYS}|{_TAGS}|{_JOINERS}|[{_MARKS}]")
_HIDDEN_RIGHT_TO_LEFT = re.compile(f"{_ALWAYS}|{_TAGS}|{_JOINERS}")
_BY_ITSELF, _BY_ITS_PLACE = re.compile(_ALWAYS), re.compile(f"{_TAGS}|{_JOINERS}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TURN = re.compile(f"[{_DIRECTION}]")


class Invisible(NamedTuple):
    """A kind of invisible character: the offset of the first, and how many there are.

    `turns` is True if it changes the text's direction.
    """

    offset: int
    name: str
    turns: bool
    number: int


def invisible(text: str, controls_from: int = 0) -> Iterator[Invisible]:
    """Yield each kind of invisible character, in order of the first one.

    Ignore direction marks in right-to-left text, and control characters before `controls_from`.
    """
    if _is_plain(text):
        return
    found = {**dict(_by_themselves(text, controls_from)), **_by_their_places(text)}
    for sign, (offset, count) in sorted(found.items(), key=lambda item: item[1]):
        name = f"{_name(sign)} (U+{ord(sign):04X})"
        yield Invisible(offset, name, _TURN.match(sign) is not None, count)


def _by_themselves(text: str, controls_from: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield signs that are invisible anywhere. Leave counting to C: a file may have millions."""
    is_both = is_right_to_left(text)
    for sign in set(text):
        if _BY_ITSELF.match(sign) or (sign in _MARKS and not is_both):
            start = controls_from if _CONTROL.match(sign) else 0
            if count := text.count(sign, start):
                yield sign, (text.index(sign, start), count)


def _by_their_places(text: str) -> Mapping[str, tuple[int, int]]:
    """Return signs that are invisible only in some places."""
    found: dict[str, tuple[int, int]] = {}
    if text.isascii():
        return found
    for match in _BY_ITS_PLACE.finditer(text):
        offset, count = found.get(match[0], (match.start(), 0))
        found[match[0]] = offset, count + 1
    return found


def is_right_to_left(text: str) -> bool:
    """Return whether any of the text is in a right-to-left script."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def without_invisible(text: str) -> str:
    """Return the text without invisible characters."""
    if _is_plain(text):
        return text
    hidden = _HIDDEN_RIGHT_TO_LEFT if is_right_to_left(text) else _HIDDEN
    return hidden.sub("", text)


def _is_plain(text: str) -> bool:
    return text.isascii() and _CONTROL.search(text) is None


def _name(sign: str) -> str:
    known = {"\ufeff": "byte order mark", "\u00ad": "soft hyphen"}
    return known.get(sign) or unicodedata.name(sign, "control character").lower()
