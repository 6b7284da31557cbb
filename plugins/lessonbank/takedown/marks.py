"""Detect whether parts of files reveal removed items, by address or by text."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from lessonbank.site.urls import clip_path, listed_clips
from lessonbank.takedown.page import Element, Text
from lessonbank.takedown.words import OwnWords

_UNREAD = frozenset({"class", "style", "d", "viewbox", "points", "transform", "integrity"})
"""Attributes that never have texts of items."""
_CLASSES = re.compile(r"\sclass=(?:\"[^\"]*\"|'[^']*')")
_HELD = frozenset(
    {"href", "src", "poster", "content", "data-src", "data-small", "action", "srcset"}
)
"""Attributes with addresses."""
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
"""A sign as JSON may write it."""


@dataclass(frozen=True)
class Marks:
    """Removed addresses, removed parts of pages, and words of removed items.

    Addresses are relative to the site's root. `parts` are addresses with the id of an element.
    """

    addresses: frozenset[str]
    words: OwnWords
    parts: frozenset[str] = field(default_factory=frozenset)

    def and_parts(self, parts: frozenset[str]) -> Marks:
        return replace(self, parts=self.parts | parts)

    def is_told_by(self, text: str) -> bool:
        """Whether plain text reveals a removed item."""
        return self.words.said_in(text)

    def is_on(self, element: Element, page: str) -> bool:
        """Whether an attribute of an element on `page` reveals a removed item."""
        for name, value in element.attributes.items():
            if name in _HELD and self.leads(value, page):
                return True
            if name not in _UNREAD and value and self.is_told_by(plain(value)):
                return True
        return False

    def is_in(self, text: Text) -> bool:
        return bool(text.words.strip()) and self.is_told_by(text.words)

    def leads(self, value: str, page: str) -> bool:
        """Whether an address on a page leads to a removed page or part."""
        return any(each in self.addresses or each in self.parts for each in targets(value, page))


def targets(value: str, page: str) -> Iterator[str]:
    """Yield the addresses that `value` may mean, from the site's root, with and without fragment.

    The address of a list means each of its clips.

    For an absolute address yield every end of its path: the site may be in any folder of its host.
    """
    yield from map(clip_path, listed_clips(value))
    for part in value.split(","):
        written = part.strip().split(" ")[0]
        try:
            address = urlsplit(written)
        except ValueError:
            continue
        if address.scheme not in {"", "http", "https"}:
            continue
        path = unquote(address.path)
        if address.scheme or address.netloc or path.startswith("/"):
            steps = path.strip("/").split("/")
            found = ["/".join(steps[start:]) for start in range(len(steps))]
        else:
            folder = posixpath.dirname(page)
            found = [posixpath.normpath(posixpath.join(folder, path)) if path else page]
        for each in found:
            yield each
            if address.fragment:
                yield f"{each}#{unquote(address.fragment)}"


def plain(source: str) -> str:
    """Return HTML as text, with tags but without classes, whose names may match by chance.

    Decode percent signs too: captions are in data addresses. Decode signs in JSON.
    """
    text = html.unescape(_CLASSES.sub("", source))
    text = _ESCAPE.sub(lambda sign: chr(int(sign[1], 16)), text) if "\\u" in text else text
    return unquote(text) if "%" in text else text
