"""What cleaning takes out of pages, and which may hold some of it."""

from __future__ import annotations

import re
from dataclasses import dataclass


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


_MAY_LOSE = re.compile(
    r"<[/a-z]|!\[|\{|(?:\]\(|\]:)\s*<?(?!https?://)[^\s)]*(?::|&|//|\\\\)", re.IGNORECASE
)
"""Everything that cleaning can take from is HTML, a picture, `{attributes}` or an address."""


def may_lose(markdown: str) -> bool:
    """Return whether cleaning the page can take anything out of it."""
    return _MAY_LOSE.search(markdown) is not None
