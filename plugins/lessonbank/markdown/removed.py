"""Markdown -> the elements and attributes that cleaning takes out of its HTML.

The cleaner itself decides: each element gets a number in an attribute that a traced cleaning keeps,
and what comes out is compared with what went in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser

from markdown import Markdown

from lessonbank.bank import ITEM_TYPES, ItemTypes
from lessonbank.markdown.clean import TRACE, clean_traced
from lessonbank.markdown.headings import slug
from lessonbank.markdown.losses import Removed, may_lose
from lessonbank.markdown.time_limit import TIME_LIMIT, HeavyMarkdownError, within

_EXTENSIONS = (
    *("toc", "attr_list", "tables", "fenced_code", "footnotes", "admonition", "def_list"),
    *("md_in_html", "abbr"),
)
_MARKED_SECTION = re.compile(r"<!\[(?!CDATA\[)")
_RAW = frozenset(
    {"iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"}
)
"""Elements in which browsers read no tags."""
_PARTS = {
    "audio": "source track embed object p a",
    "datalist": "option",
    "form": "button datalist fieldset input label legend optgroup option output select textarea",
    "math": "*",
    "object": "param embed object",
    "picture": "source",
    "select": "option optgroup",
    "svg": "*",
    "template": "*",
    "video": "source track",
}
"""What goes with an element that goes. Both have the same cause."""


def removed(
    markdown: str, types: ItemTypes = ITEM_TYPES, *, time_limit: float = TIME_LIMIT
) -> Iterator[Removed]:
    """What cleaning takes from `markdown`, in order. Links to items are not looked at.

    Nothing of a page that takes longer than `time_limit` seconds: the build says so.
    """
    if not may_lose(markdown, types):
        return
    parser = Markdown(extensions=list(_EXTENSIONS), extension_configs={"toc": {"slugify": slug}})
    try:
        text = _MARKED_SECTION.sub("&lt;![", markdown)
        html = within(time_limit, lambda: parser.convert(text))
    except HeavyMarkdownError:
        return
    yield from lost(html, types)


def lost(html: str, types: ItemTypes = ITEM_TYPES) -> Iterator[Removed]:
    """What cleaning takes from `html`, in order."""
    before = _Tags(html)
    after = {
        tag.attributes[TRACE]: tag
        for tag in _Tags(clean_traced(before.traced(html))).starts
        if TRACE in tag.attributes
    }
    within_lost, numbers = -1, Counter[str]()
    going: frozenset[str] = frozenset()
    for index, tag in enumerate(before.starts):
        number = numbers[tag.name]
        numbers[tag.name] += 1
        if tag.start < within_lost and (tag.name in going or "*" in going):
            continue
        if any(map(_item(types).match, (tag.name, *tag.attributes.values()))):
            continue
        kept = after.get(str(index))
        if kept is not None:
            yield from _attributes(tag, kept, number)
            continue
        yield Removed(tag.name, number, "", _address(tag))
        if tag.name in _PARTS and tag.start >= within_lost:
            within_lost = before.end_of(tag)
            going = frozenset(_PARTS[tag.name].split())
    for name, count in before.ends.items():
        if not numbers[name] and not _survives(name):
            for number in range(count):
                yield Removed(f"/{name}", number)


@cache
def _item(types: ItemTypes) -> re.Pattern[str]:
    """Return a pattern that matches the start of an item's address."""
    return re.compile(rf"\s*(?:{'|'.join(sorted(types.by_kind))}):", re.IGNORECASE)


def _survives(name: str) -> bool:
    """Whether an end tag is one of an element that pages may hold; browsers pass over it."""
    return f"<{name}" in clean_traced(f"<table><tr><{name}>x</{name}></table><{name}>x</{name}>")


def _address(tag: _Tag) -> str:
    return next((tag.attributes[name] for name in ("src", "data") if name in tag.attributes), "")


def _attributes(tag: _Tag, kept: _Tag, number: int) -> Iterator[Removed]:
    for name, value in tag.attributes.items():
        if name not in kept.attributes:
            if value.strip() or name != "class":
                yield Removed(tag.name, number, name, value)
        elif rest := _rest(name, value, kept.attributes[name]):
            yield Removed(tag.name, number, name, rest)


def _rest(name: str, value: str, kept: str) -> str:
    """What of a value that is kept in part is lost."""
    if name == "class":
        left = kept.split()
        return " ".join(word for word in value.split() if word not in left)
    if name == "style":
        left = [_tight(each) for each in kept.split(";")]
        return "; ".join(s.strip() for s in value.split(";") if _tight(s) not in (*left, ""))
    return ""


def _tight(style: str) -> str:
    return "".join(style.split()).casefold()


@dataclass(frozen=True, slots=True)
class _Tag:
    """A start tag; `start` is its offset."""

    name: str
    attributes: dict[str, str]
    start: int


class _Tags(HTMLParser):
    """The tags of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.starts: list[_Tag] = []
        self.ends: Counter[str] = Counter()
        self._closings: list[tuple[str, int]] = []
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        first = {name: value or "" for name, value in reversed(attrs)}
        in_order = {name: first[name] for name, _ in attrs}
        self.starts.append(_Tag(tag, in_order, self._offset))
        if tag in _RAW:
            self.set_cdata_mode(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # HTML knows no empty tag of other elements.

    def handle_endtag(self, tag: str) -> None:
        self.ends[tag] += 1
        self._closings.append((tag, self._offset))

    @property
    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def end_of(self, tag: _Tag) -> int:
        """Where an element ends; where its start tag is if nothing ends it."""
        depth = 0
        same = [(each.start, 1) for each in self.starts if each.name == tag.name]
        ends = [(at, -1) for name, at in self._closings if name == tag.name]
        for at, step in sorted((*same, *ends)):
            if at >= tag.start:
                depth += step
                if depth == 0:
                    return at
        return tag.start

    def traced(self, html: str) -> str:
        """`html` with the number of each start tag in the attribute `TRACE`."""
        parts, end = [], 0
        for index, tag in enumerate(self.starts):
            after = tag.start + 1 + len(tag.name)
            parts += [html[end:after], f" {TRACE}={index} "]
            end = after
        return "".join((*parts, html[end:]))
