"""Find what cleaning takes away from contributors' HTML, with its place in the Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from markdown.extensions.attr_list import get_attrs_and_remainder

from lessonbank.markdown.clean import clean


@dataclass(frozen=True, slots=True)
class Removed:
    """An element, or an attribute of one, that no page shows. `start` and `end` are offsets."""

    element: str
    attribute: str | None
    value: str
    start: int
    end: int


_TAG = re.compile(
    r"<(?P<name>[a-zA-Z][^\s<>/]*+)(?=[\s/>])(?:\"[^\"]*+\"|'[^']*+'|[^<>\"']++){0,200}+>",
    re.DOTALL,
)
_AUTOLINK = re.compile(r"(?:https?|mailto):|[^@]+@", re.IGNORECASE)
_ADDRESS = r"<?(?P<address>(?:[A-Za-z][A-Za-z0-9+.-]*:|//)[^\s()<>]*)"
_WORDS = r"\[(?P<words>(?:[^\[\]\n]++|\n(?!\s*+\n)|\[[^\[\]]*+\]){0,200}+)\]"
_INLINE = re.compile(rf"(?P<picture>!?){_WORDS}\(\s*{_ADDRESS}")
_DEFINITION = re.compile(rf"^ {{0,3}}\[(?P<label>[^\]\n]+)\]:[ \t]*{_ADDRESS}", re.MULTILINE)
_PICTURE_BY_LABEL = re.compile(r"!\[([^\[\]]*)\](?:\s?\[([^\[\]]*)\])?(?!\()")
_ATTRIBUTES = re.compile(r"\{:?(?P<written>[ \t]*(?:[.#][\w-]|[\w:-]+=)[^{}\n]*)\}")
_WHOLE = {"script", "style", "svg", "math", "object", "video", "audio", "iframe", "select"}
"""Elements that go with everything in them: what is inside is no finding of its own."""
_AROUND = {
    "caption": "<table>",
    "colgroup": "<table>",
    "thead": "<table>",
    "tbody": "<table>",
    "tfoot": "<table>",
    "tr": "<table><tbody>",
    "col": "<table><colgroup>",
    "td": "<table><tbody><tr>",
    "th": "<table><tbody><tr>",
}
"""What an element of a table needs around it, as HTML has it nowhere else."""
_MADE = ("p", "a", "img", "td", "ol")
"""Elements that Markdown makes, each with attributes that others may not have."""
_NEAR = 20
"""Letters before a tag that tell whether it is an address. A limit keeps reading linear."""
_OWN = {"markdown"}
"""Attributes that extensions of Markdown read, and take away themselves."""


def removed(markdown: str, kinds: Collection[str]) -> Iterator[Removed]:
    """Yield what `clean` takes away from a page, in the order of the text.

    `markdown` has its code and comments blanked out; `kinds` are the schemes of items' addresses.
    Each tag, address and list of attributes is cleaned by itself and compared with what is left.
    """
    if not any(sign in markdown for sign in ("<", "](", "]:", "=")):
        return
    found = [*_in_tags(markdown, kinds), *_in_links(markdown, kinds), *_in_lists(markdown)]
    yield from sorted(found, key=lambda each: (each.start, each.end))


def _in_tags(markdown: str, kinds: Collection[str]) -> Iterator[Removed]:
    beyond = 0
    for tag in _TAG.finditer(markdown):
        name = tag["name"].lower()
        if tag.start() < beyond or _is_address(markdown, tag, kinds):
            continue
        lost = tuple(_lost(name, tag[0], kinds))
        for attribute, value in lost:
            yield Removed(name, attribute, value, *tag.span())
        if name in _WHOLE and (None, "") in lost:
            end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(markdown, tag.end())
            beyond = end.end() if end else len(markdown)


def _is_address(markdown: str, tag: re.Match[str], kinds: Collection[str]) -> bool:
    """Return whether Markdown reads a tag as an address: `<clip:a>`, or `[words](<a b.html>)`."""
    name = tag["name"].lower()
    if _AUTOLINK.match(name) or name.partition(":")[0] in kinds:
        return True
    return markdown[max(0, tag.start() - _NEAR) : tag.start()].rstrip(" \t").endswith(("](", "]:"))


def _in_links(markdown: str, kinds: Collection[str]) -> Iterator[Removed]:
    for link in _INLINE.finditer(markdown):
        yield from _address(link, is_picture=bool(link["picture"]), kinds=kinds)
        if not link["picture"]:
            # A picture that is a link: the words of the outer one hold the inner.
            for inner in _INLINE.finditer(markdown, link.start("words"), link.end("words")):
                yield from _address(inner, is_picture=bool(inner["picture"]), kinds=kinds)
    pictures = {(label or words).casefold() for words, label in _PICTURE_BY_LABEL.findall(markdown)}
    for definition in _DEFINITION.finditer(markdown):
        is_picture = definition["label"].casefold() in pictures
        yield from _address(definition, is_picture=is_picture, kinds=kinds)


def _address(
    written: re.Match[str], *, is_picture: bool, kinds: Collection[str]
) -> Iterator[Removed]:
    element, attribute = ("img", "src") if is_picture else ("a", "href")
    tag = f'<{element} {attribute}="{escape(written["address"])}">'
    for name, value in _lost(element, tag, kinds):
        yield Removed(element, name, value, *written.span("address"))


def _in_lists(markdown: str) -> Iterator[Removed]:
    """Yield attributes in `{: ... }` that no element that Markdown makes may have."""
    for written in _ATTRIBUTES.finditer(markdown):
        pairs, _ = get_attrs_and_remainder(written["written"])
        for name, value in pairs:
            if name in {".", "#"} or not re.fullmatch(r"[\w:-]+", name):
                continue
            if all(_is_lost(element, name, value or "") for element in _MADE):
                yield Removed("", name, value or "", *written.span())


def _is_lost(element: str, name: str, value: str) -> bool:
    return any(_lost(element, f'<{element} {name}="{escape(value)}">', ()))


def _lost(element: str, tag: str, kinds: Collection[str]) -> Iterator[tuple[str | None, str]]:
    """Yield the attributes that a tag loses; (None, "") if it is lost as a whole."""
    before, after = _read(element, tag), _read(element, clean(_AROUND.get(element, "") + tag + "x"))
    if before is None:
        return
    if after is None:
        yield None, ""
        return
    for name, value in before.items():
        if name in _OWN or _leads_to_item(name, value, kinds):
            continue
        if _settled(name, value) != _settled(name, after.get(name)):
            yield name, value


def _leads_to_item(name: str, value: str, kinds: Collection[str]) -> bool:
    """Return whether a value is an item's address, which is resolved before cleaning."""
    return name in {"href", "src"} and value.partition(":")[0].strip().lower() in kinds


def _settled(name: str, value: str | None) -> object:
    if value is None:
        return None
    if name == "class":
        return tuple(value.split())
    if name == "style":
        return frozenset(part.strip().replace(" ", "") for part in value.split(";") if part.strip())
    return value.strip()


def _read(element: str, html: str) -> dict[str, str] | None:
    """Return the attributes of the first start tag of an element, or None without one."""
    reader = _Reader(element)
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self, element: str) -> None:
        super().__init__()
        self._element = element
        self.found: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.found is None and tag == self._element:
            self.found = {}
            for name, value in attrs:
                self.found.setdefault(name, value or "")
