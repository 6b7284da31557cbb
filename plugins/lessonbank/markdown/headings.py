"""Headings of prose: ids that stay, levels that fit the page, and the list of them."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.toc import slugify

_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>", re.IGNORECASE)
"""A whole tag, so that nothing in an attribute passes for one."""
_HEADING = re.compile("h[1-6]", re.IGNORECASE)
_ID = re.compile(r"\sid=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_LOWEST = 6
_DIGEST = 8


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that can be led to; `words` are HTML without tags."""

    level: int
    id: str
    words: str


def slug(text: str, separator: str) -> str:
    """The id of a heading that reads `text`, as Python-Markdown's table of contents asks for it.

    With a Latin letter in it an id is what it is by default, in ASCII. Letters of other scripts
    are kept, and a heading of signs alone is named by its digest, so that each id says which
    heading it is of, wherever that stands.
    """
    plain = slugify(text, separator)
    if re.search("[a-z]", plain):
        return plain
    letters = unicodedata.normalize("NFC", text).lower()
    if any(sign.isalpha() for sign in letters):
        kept = "".join(sign if _is_kept(sign) else " " for sign in letters)
        return separator.join(kept.split())
    if plain or not text.strip():
        return plain
    return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def _is_kept(sign: str) -> bool:
    return sign == "_" or unicodedata.category(sign)[0] in "LMN"


def nested(prose: str, above: int) -> str:
    """`prose` as it stands under a heading of level `above`: no heading is as high, none skips one.

    `prose` is HTML that has been cleaned. Which heading is part of which stays as it is.
    """
    levels: list[int] = []

    def lowered(tag: re.Match[str]) -> str:
        closing, name, rest = tag.groups()
        if not _HEADING.fullmatch(name):
            return tag[0]
        if not closing:
            level = int(name[1])
            while levels and levels[-1] >= level:
                levels.pop()
            levels.append(level)
        return f"<{closing}h{min(above + max(len(levels), 1), _LOWEST)}{rest}>"

    return _TAG.sub(lowered, prose)


def titled(prose: str) -> str:
    """`prose` that is a page of its own: a heading that it begins with is the page's title.

    A title is the first heading if its level is 1. All others stand under it.
    """
    first = next((tag for tag in _TAG.finditer(prose) if _HEADING.fullmatch(tag[2])), None)
    if first is None or first[2].lower() != "h1":
        return nested(prose, 1)
    end = prose.find("</h1>", first.end()) + len("</h1>")
    return prose[:end] + nested(prose[end:], 1)


def headings(page: str) -> Iterator[Heading]:
    """The headings of a page that have an id, in order."""
    opened: tuple[int, str, int] | None = None
    for tag in _TAG.finditer(page):
        if not _HEADING.fullmatch(tag[2]):
            continue
        if not tag[1]:
            found = _ID.search(tag[3])
            id_ = html.unescape(found[1] or found[2] or "") if found else ""
            opened = (int(tag[2][1]), id_, tag.end())
        elif opened is not None:
            level, id_, start = opened
            words = " ".join(_TAG.sub("", _unled(page[start : tag.start()])).split())
            if id_ and words:
                yield Heading(level, id_, words)
            opened = None


_PERMALINK = re.compile(r'<a [^>]*class="headerlink"[^>]*>.*?</a>', re.DOTALL)


def _unled(words: str) -> str:
    """Without the link that leads to the heading itself."""
    return _PERMALINK.sub("", words)
