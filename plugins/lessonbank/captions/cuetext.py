"""WebVTT cue text: a tree of spans, timestamps and plain text, never raw markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lessonbank.captions.timestamps import format_timestamp, parse_timestamp

_SPANS = frozenset({"c", "i", "b", "u", "ruby", "rt", "v", "lang"})
_ANNOTATED = frozenset({"v", "lang"})
# Text after a less-than sign that does not open a tag.
_BARE = ("", " ", "\t", "\n", "\f")
# Limit nesting, as browsers do; real cues have a few levels.
_MAX_DEPTH = 64

_TOKEN = re.compile(r"<([^>]*)(>?)|([^<]+)")
_START_TAG = re.compile(
    r"(?P<name>[^.\t\n\f ]*)(?P<classes>(?:\.[^.\t\n\f ]*)*)(?P<annotation>.*)", re.DOTALL
)
# A fast path for one speaker, as in most captions of a lesson.
_ONE_VOICE = re.compile(r"<v[ \t]([^<>&]*)>([^<&]+)")
_ASCII_WHITESPACE = re.compile(r"[ \t\n\f\r]+")
_UNENDED_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+)(?![A-Za-z0-9;])")
# A blank line ends a cue, so a line feed that would make one is written as a reference.
_BLANK_LINE = re.compile(r"\A\n|(?<=\n)\n|\n\Z")


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain text; entities are already resolved."""

    text: str


@dataclass(frozen=True, slots=True)
class Timestamp:
    """The time in seconds at which the text after it starts."""

    time: float


@dataclass(frozen=True, slots=True)
class Span:
    """A `c`, `i`, `b`, `u`, `ruby`, `rt`, `v` or `lang` span.

    `annotation` is the speaker of a `v` and the language tag of a `lang`, else empty.
    """

    kind: str
    children: tuple[Node, ...] = ()
    annotation: str = ""
    classes: tuple[str, ...] = ()


Node = Text | Timestamp | Span


class Fault(NamedTuple):
    """A tolerated fault in a cue's text, at an offset from its first character."""

    offset: int
    rule: str
    detail: str


def parse_cue_text(text: str) -> tuple[tuple[Node, ...], tuple[Fault, ...]]:
    """Build the tree of a cue's text as WebVTT does, and list the first fault of each rule."""
    if "<" not in text and "&" not in text:
        return ((Text(text),) if text else ()), ()
    if voiced := _ONE_VOICE.fullmatch(text):
        return (Span("v", (Text(voiced[2]),), _folded(voiced[1])),), ()
    builder = _Builder()
    for match in _TOKEN.finditer(text):
        builder.offset = match.start()
        tag, closed, plain = match.groups()
        if plain is not None:
            builder.text(plain)
        else:
            builder.tag(tag, closed=bool(closed))
    return builder.finish(), tuple(builder.faults.values())


def format_cue_text(nodes: Iterable[Node]) -> str:
    """Write a tree as WebVTT cue text that parses to the same tree."""
    return _BLANK_LINE.sub("&#10;", "".join(map(_format, nodes)))


def plain_text(nodes: Iterable[Node]) -> str:
    """Return a tree as plain text, with ruby annotations in brackets after their base."""
    return "".join(map(_plain, nodes))


def add_node(nodes: list[Node], node: Node) -> None:
    """Append a node in place; join adjacent texts, so that equal captions have equal trees."""
    last = nodes[-1] if nodes else None
    if isinstance(node, Text) and isinstance(last, Text):
        nodes[-1] = Text(last.text + node.text)
    else:
        nodes.append(node)


def escape(text: str) -> str:
    """Escape plain text so that it contains no tag, entity, arrow or effect."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\\", "&#92;") if "\\" in text else text


def _plain(node: Node) -> str:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Timestamp):
        return ""
    text = plain_text(node.children)
    return f"({text})" if node.kind == "rt" else text


def _format(node: Node) -> str:
    match node:
        case Text(text):
            return escape(text).replace("\r", "&#13;")
        case Timestamp(time):
            return f"<{format_timestamp(time)}>"
        case Span(kind, children, annotation, classes):
            tag = ".".join((kind, *classes)) + (f" {escape(annotation)}" if annotation else "")
            # Avoid `-->` at the end of a tag, which would end the cue.
            close = " >" if tag.endswith("--") else ">"
            return f"<{tag}{close}{''.join(map(_format, children))}</{kind}>"


@dataclass(slots=True)
class _Open:
    """A span without its end tag so far."""

    kind: str
    offset: int = 0
    annotation: str = ""
    classes: tuple[str, ...] = ()
    children: list[Node] = field(default_factory=list)


class _Builder:
    """Builds WebVTT's tree one token at a time."""

    def __init__(self) -> None:
        self.offset = 0
        self.faults: dict[str, Fault] = {}
        self._stack = [_Open("")]

    def text(self, raw: str) -> None:
        # Some forbidden character references resolve to an empty string.
        if text := html.unescape(raw):
            add_node(self._stack[-1].children, Text(text))
        if found := _unended_entity(raw):
            self.offset += found.start()
            self._forgive("entity-without-semicolon", found.group())

    def tag(self, tag: str, *, closed: bool) -> None:
        if not closed:
            self._forgive("tag-not-closed", f"<{tag}")
        elif tag[:1] in _BARE:
            self._forgive("bare-less-than", f"<{tag}>")
        if tag.startswith("/"):
            self._end(tag[1:])
        elif tag[:1].isascii() and tag[:1].isdigit():
            self._timestamp(tag)
        else:
            self._start(tag)

    def finish(self) -> tuple[Node, ...]:
        """Close open spans. A voice that lasts to the end of its cue needs no end tag."""
        while len(self._stack) > 1:
            span = self._stack[-1]
            if span.kind != "v":
                self.offset = span.offset
                self._forgive("span-not-closed", f"<{span.kind}>")
            self._pop()
        return tuple(self._stack[0].children)

    def _start(self, tag: str) -> None:
        match = _START_TAG.fullmatch(tag)
        kind = match["name"] if match else ""
        if match is None or not kind:
            return
        if kind not in _SPANS or (kind == "rt" and self._current != "ruby"):
            self._forgive("unknown-tag", f"<{kind}>")
        elif len(self._stack) > _MAX_DEPTH:
            self._forgive("too-deep", f"<{kind}>")
        else:
            annotation = _folded(match["annotation"]) if kind in _ANNOTATED else ""
            classes = tuple(filter(None, match["classes"].split(".")))
            self._stack.append(_Open(kind, self.offset, annotation, classes))

    def _end(self, kind: str) -> None:
        if kind == "ruby" and self._current == "rt":
            self._pop()
        if kind and kind == self._current:
            self._pop()
        else:
            self._forgive("unmatched-end-tag", f"</{kind}>")

    def _timestamp(self, tag: str) -> None:
        time = parse_timestamp(tag)
        if time is None:
            self._forgive("bad-inner-timestamp", f"<{tag}>")
        else:
            add_node(self._stack[-1].children, Timestamp(time))

    def _pop(self) -> None:
        span = self._stack.pop()
        add_node(
            self._stack[-1].children,
            Span(span.kind, tuple(span.children), span.annotation, span.classes),
        )

    def _forgive(self, rule: str, detail: str) -> None:
        self.faults.setdefault(rule, Fault(self.offset, rule, detail))

    @property
    def _current(self) -> str:
        return self._stack[-1].kind


def _folded(annotation: str) -> str:
    return _ASCII_WHITESPACE.sub(" ", html.unescape(annotation)).strip(" ")


def _unended_entity(raw: str) -> re.Match[str] | None:
    """Find the first entity that resolves without its semicolon."""
    found = _UNENDED_ENTITY.finditer(raw) if "&" in raw else ()
    return next((one for one in found if html.unescape(one.group()) != one.group()), None)
