"""Parse an HTML page into a tree with positions in the source, and cut parts of it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID_TAGS = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_TAGS.split())


@dataclass(slots=True, eq=False)
class Text:
    """Text between two tags."""

    start: int
    end: int
    words: str


@dataclass(slots=True, eq=False)
class Element:
    """An element, from the start of its first tag to the end of its last."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int
    parent: Element | None = None
    children: list[Element | Text] = field(default_factory=list)

    def lineage(self) -> Iterator[Element]:
        """Yield the element, then its ancestors."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def elements(self) -> Iterator[Element]:
        """Yield the element and its descendants in the order of the source."""
        stack: list[Element] = [self]
        while stack:
            element = stack.pop()
            yield element
            inner = [child for child in element.children if isinstance(child, Element)]
            stack.extend(reversed(inner))

    def has_class(self, name: str) -> bool:
        return name in self.attributes.get("class", "").split()


def parse(source: str) -> Element:
    """Parse a page into a tree; the root has an empty tag."""
    reader = _Reader(source)
    # Python's parser raises an exception at `<![`, which is plain text in HTML.
    reader.feed(source.replace("<![", "&!["))
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self._source = source
        self._lines = [0]
        for line in source.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._root = Element("", {}, 0, len(source))
        self._open = self._root
        self._read = 0

    def finished(self) -> Element:
        self._text_until(len(self._source))
        for element in self._open.lineage():
            element.end = len(self._source)
        return self._root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._element(tag, attrs)
        if tag not in _VOID:
            self._open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._element(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        at = self._at()
        self._text_until(at)
        self._read = self._after(at)
        opened = next((each for each in self._open.lineage() if each.tag == tag), None)
        if opened is None:
            return
        for element in self._open.lineage():
            element.end = self._read if element is opened else at
            if element is opened:
                break
        self._open = opened.parent or self._root

    def handle_comment(self, _: str) -> None:
        self._skip()

    def handle_decl(self, _: str) -> None:
        self._skip()

    def handle_pi(self, _: str) -> None:
        self._skip()

    def unknown_decl(self, _: str) -> None:
        self._skip()

    def _element(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        at = self._at()
        self._text_until(at)
        self._read = at + len(self.get_starttag_text() or "")
        given = {name: value or "" for name, value in reversed(attrs)}
        element = Element(tag, given, at, self._read, self._open)
        self._open.children.append(element)
        return element

    def _skip(self) -> None:
        at = self._at()
        self._text_until(at)
        is_comment = self._source.startswith("<!--", at)
        end = self._source.find("-->", at) + 3 if is_comment else self._after(at)
        self._read = max(end, at)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _after(self, at: int) -> int:
        end = self._source.find(">", at)
        return len(self._source) if end < 0 else end + 1

    def _text_until(self, end: int) -> None:
        if end > self._read:
            words = self._source[self._read : end]
            is_code = self._open.tag in {"script", "style"}
            text = Text(self._read, end, words if is_code else html.unescape(words))
            self._open.children.append(text)
        self._read = max(self._read, end)


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of the source to cut, and its replacement."""

    start: int
    end: int
    replacement: str = ""


def without(source: str, cuts: Iterable[Cut]) -> str:
    """Apply the cuts to the source; ignore a cut inside another one."""
    parts: list[str] = []
    read = 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if cut.start >= read:
            parts += (source[read : cut.start], cut.replacement)
            read = cut.end
    return "".join((*parts, source[read:]))
