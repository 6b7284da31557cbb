"""Find addresses of items in text: `clip:bar-models`, `clips/bar-models.md`, `CLIP%3Ax`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from urllib.parse import unquote

from lessonbank.bank.types import ITEM_TYPES, ItemTypes

Key = tuple[str, str]
"""An item's kind and id."""

_ID = r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)"


_CLOSE = "/{0,2}"
_SPACED = r"[ \t]*/{0,2}['\"]?"
"""Characters allowed between a kind's colon and the id."""


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _pattern(types: ItemTypes, gap: str) -> re.Pattern[str]:
    scheme = rf"(?P<kind>{_either(types.by_kind)}):{gap}"
    folder = rf"(?P<folder>{_either(types.by_folder)})/"
    return re.compile(
        rf"(?<![\w-])(?:{scheme}|{folder}){_ID}(?:\.(?:md|html|yml)\b)?", re.IGNORECASE
    )


_DEEPEST = 3
"""Rounds of decoding: a page encodes once, and a careless copy may encode again."""


@dataclass(frozen=True, slots=True)
class WrittenKey:
    """An item's key, and the position of its address in the text. The item need not exist."""

    key: Key
    start: int
    end: int


def written_keys(
    text: str, types: ItemTypes = ITEM_TYPES, *, spaced: bool = False
) -> Iterator[WrittenKey]:
    """Yield every address in `text` of an item of one of the `types`.

    `spaced` also accepts YAML's `clip: bar-models`.
    """
    if ":" not in text and "/" not in text:
        return
    for found in _pattern(types, _SPACED if spaced else _CLOSE).finditer(text):
        kind = found["kind"] or types.by_folder[found["folder"].lower()].kind
        yield WrittenKey((kind.lower(), found["id"].lower()), found.start(), found.end())


def decoded(text: str) -> str:
    """Decode character references and percent-encoding in `text`."""
    for _ in range(_DEEPEST):
        if "&" not in text and "%" not in text:
            break
        text = unescape(unquote(text))
    return text
