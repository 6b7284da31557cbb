"""Addresses of items as people write them: `clip:bar-models`, `clips/bar-models.md`, `CLIP%3Ax`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from lessonbank.bank.bank import ITEM_TYPES

Key = tuple[str, str]
"""An item's kind and id."""

KINDS = frozenset(model.kind for model in ITEM_TYPES)
_FOLDERS = {model.folder: model.kind for model in ITEM_TYPES}
_ID = r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)"


def _either(words: frozenset[str] | dict[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _pattern(gap: str) -> re.Pattern[str]:
    scheme = rf"(?P<kind>{_either(KINDS)}):{gap}"
    return re.compile(
        rf"(?<![\w-])(?:{scheme}|(?P<folder>{_either(_FOLDERS)})/){_ID}(?:\.(?:md|html|yml)\b)?",
        re.IGNORECASE,
    )


_CLOSE = _pattern("/{0,2}")
_SPACED = _pattern(r"[ \t]*/{0,2}['\"]?")
_DEEPEST = 3
"""How often what is encoded is decoded: a page encodes once, and a careless copy once more."""


@dataclass(frozen=True, slots=True)
class WrittenKey:
    """An item's key, and where in the text its address stands. The item need not exist."""

    key: Key
    start: int
    end: int


def written_keys(text: str, *, spaced: bool = False) -> Iterator[WrittenKey]:
    """Every address of an item in `text`. `spaced` takes YAML's `clip: bar-models` for one."""
    if ":" not in text and "/" not in text:
        return
    for found in (_SPACED if spaced else _CLOSE).finditer(text):
        kind = (found["kind"] or _FOLDERS[found["folder"].lower()]).lower()
        yield WrittenKey((kind, found["id"].lower()), found.start(), found.end())


def decoded(text: str) -> str:
    """`text` without character references and percent-encoding."""
    for _ in range(_DEEPEST):
        if "&" not in text and "%" not in text:
            break
        text = unescape(unquote(text))
    return text
