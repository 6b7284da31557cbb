"""What cleaning takes out of pages, and which may hold some of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lessonbank.bank import ItemTypes


@dataclass(frozen=True, slots=True)
class Removed:
    """An element, or one of its attributes, that would be missing from the page.

    `number` counts the start tags of that name in the page, from 0. `attribute` is empty where the
    whole element goes, and `tag` begins with `/` where an end tag closes nothing. `value` is the
    lost value of the attribute, or the address that a lost element names.
    """

    tag: str
    number: int
    attribute: str = ""
    value: str = ""


def may_lose(markdown: str, types: ItemTypes) -> bool:
    """Return whether cleaning the page can take anything out of it.

    Everything that it can take from is HTML, a picture, `{attributes}` or an address. Embedded
    items and links to items stay.
    """
    return _pattern(types).search(markdown) is not None


@cache
def _pattern(types: ItemTypes) -> re.Pattern[str]:
    item = rf"(?:{'|'.join(sorted(types.by_kind))}):"
    return re.compile(
        rf"<[/a-z]|!\[(?![^\[\]]*\]\({item})|\{{"
        rf"|(?:\]\((?!{item})|\]:)\s*<?(?!https?://)[^\s)]*(?::|&|//|\\\\)",
        re.IGNORECASE,
    )
