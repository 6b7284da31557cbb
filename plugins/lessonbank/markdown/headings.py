"""Headings of prose: stable ids, levels that fit the page, and their list."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.toc import slugify

_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>", re.IGNORECASE)
"""A whole tag, so that text in attributes does not match."""
_HEADING = re.compile("h[1-6]", re.IGNORECASE)
_ID = re.compile(r"\sid=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_LOWEST = 6
_DIGEST = 8


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with an id; `words` are HTML without tags."""

    level: int
    id: str
    words: str


def slug(text: str, separator: str) -> str:
    """Return the id of a heading; the `slugify` option of Python-Markdown's `toc`.

    Text with Latin letters gets the default ASCII slug. Other scripts keep their letters, and
    text without letters gets a digest. So an id never depends on the heading's position.
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
    """Shift headings below a heading of level `above`, without skipping levels.

    `prose` is sanitised HTML. The nesting of headings stays the same.
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
    """Fix heading levels of a whole page: a first heading of level 1 is its title.

    Shift all other headings below it.
    """
    first = next((tag for tag in _TAG.finditer(prose) if _HEADING.fullmatch(tag[2])), None)
    if first is None or first[2].lower() != "h1":
        return nested(prose, 1)
    end = prose.find("</h1>", first.end()) + len("</h1>")
    return prose[:end] + nested(prose[end:], 1)


def headings(page: str) -> Iterator[Heading]:
    """Yield the headings of a page that have an id, in order."""
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
            words = " ".join(_TAG.sub("", _without_permalink(page[start : tag.start()])).split())
            if id_ and words:
                yield Heading(level, id_, words)
            opened = None


_PERMALINK = re.compile(r'<a [^>]*class="headerlink"[^>]*>.*?</a>', re.DOTALL)


def _without_permalink(words: str) -> str:
    """Remove the link of a heading to itself."""
    return _PERMALINK.sub("", words)
