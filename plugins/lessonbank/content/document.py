"""One file of content: its text, its data, and where in it each value stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yaml.nodes import Node, ScalarNode

from lessonbank.bank import Location
from lessonbank.content import yaml, yaml_places
from lessonbank.content.tree import Tree
from lessonbank.content.yaml_faults import Fault, YamlError
from lessonbank.diagnostics import Code, Diagnostic, Span

MAX_BYTES = 2_000_000


class UnreadableError(Exception):
    """A file from which no data could be had."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(diagnostics[0].message)
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class Document:
    """A file's text with LF line ends. Offsets count characters of it.

    `yaml_end` is where its YAML ends and `body_start` where its Markdown starts; the YAML
    includes the opening line of front matter, so that its positions are those of the file.
    """

    path: str
    text: str
    yaml_end: int
    body_start: int

    @property
    def body(self) -> str:
        return self.text[self.body_start :]

    def data(self) -> Any:
        """Maps, lists and text. Raises UnreadableError."""
        try:
            return yaml.load(self.text[: self.yaml_end])
        except YamlError as error:
            raise UnreadableError(*map(self._diagnostic, error.faults)) from error

    @cached_property
    def _root(self) -> Node | None:
        """Composed again, and only where an error asks for a position."""
        return yaml.compose(self.text[: self.yaml_end])

    @cached_property
    def is_sound(self) -> bool:
        """Whether its YAML can be read."""
        try:
            self.data()
        except UnreadableError:
            return False
        return True

    def holds(self, location: Location) -> bool:
        """Whether something is written at `location`, be it an empty field."""
        return self._root is not None and yaml_places.find(self._root, location)[2]

    def span_of(self, location: Location, *, key: bool = False) -> tuple[int, int]:
        """Offsets of the words at `location`, or of its key; else of the nearest around it."""
        if self._root is None:
            return 0, 0
        name, node, _ = yaml_places.find(self._root, location)
        blank = isinstance(node, ScalarNode) and not node.value
        return yaml_places.span(name if name is not None and (key or blank) else node)

    def plain_texts(self) -> Iterator[tuple[Location, str, int]]:
        """Each value without quotes: the way to it, its text and the offset of its end."""
        if self._root is not None:
            for location, node in yaml_places.plain_texts(self._root):
                yield location, node.value, node.end_mark.index

    def diagnostic(
        self,
        code: Code,
        message: str,
        fix: str,
        offsets: tuple[int, int],
        suggestion: str | None = None,
    ) -> Diagnostic:
        """A finding about the words between two offsets."""
        span, source = place(self.text, *offsets)
        return Diagnostic(code, message, self.path, fix, span, source, suggestion)

    def _diagnostic(self, fault: Fault) -> Diagnostic:
        offsets = fault.start, fault.start + 1 if fault.end is None else fault.end
        return self.diagnostic(fault.code, fault.message, fault.fix, offsets, fault.suggestion)


def place(text: str, start: int, end: int) -> tuple[Span, str]:
    """The span from `start` to `end`, cut at the end of its first line, and that line."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line = text[line_start : len(text) if line_end < 0 else line_end]
    column = start - line_start
    end_column = max(column + 1, min(end - line_start, len(line)))
    return Span(text.count("\n", 0, start) + 1, column + 1, end_column + 1), line


def read(tree: Tree, path: str, limit: int = MAX_BYTES) -> Document:
    """A file of at most `limit` bytes. Raises UnreadableError."""
    text = _text(path, read_bytes(tree, path, limit))
    if not path.endswith(".md"):
        return Document(path, text, len(text), len(text))
    return _with_front_matter(path, text)


def read_prose(tree: Tree, path: str) -> Document:
    """A page of Markdown that is no item, with front matter or without. Raises UnreadableError."""
    text = _text(path, read_bytes(tree, path, MAX_BYTES))
    return _with_front_matter(path, text) if _OPENING.match(text) else Document(path, text, 0, 0)


_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


def _with_front_matter(path: str, text: str) -> Document:
    opening = _OPENING.match(text)
    if opening is None:
        fix = "Start the file with a line of ---, then the fields, then another line of ---."
        raise UnreadableError(_front_matter(path, text, "the file has no front matter", fix))
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        fix = "Write a line of --- below the last field."
        raise UnreadableError(_front_matter(path, text, "the front matter has no end", fix))
    return Document(path, text, closing.start(), closing.end())


def _front_matter(path: str, text: str, message: str, fix: str) -> Diagnostic:
    span, source = place(text, 0, len(text))
    return Diagnostic(Code.NO_FRONT_MATTER, message, path, fix, span, source)


def read_bytes(tree: Tree, path: str, limit: int) -> bytes:
    """A file of at most `limit` bytes. Raises UnreadableError."""
    try:
        data = tree.read(path, limit + 1)
    except OSError as error:
        reason = error.strerror or "it is not there"
        message = f"the file cannot be read: {reason}"
        fix = "Check the file's permissions, or put it back."
        raise UnreadableError(Diagnostic(Code.UNREADABLE_FILE, message, path, fix)) from error
    if len(data) > limit:
        message = f"the file is larger than {limit // 1_000_000} MB"
        fix = "Split it into several files; recordings and images belong below media/."
        raise UnreadableError(Diagnostic(Code.OVERSIZED_YAML, message, path, fix))
    return data


def _text(path: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableError(_not_utf8(path, data, error)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        seen, offset = data.decode("utf-16", "replace"), 0
    else:
        # What follows as its writer saw it, most likely in Windows' own Western encoding.
        good, rest = error.object[: error.start], error.object[error.start :]
        offset = len(good.decode("utf-8"))
        seen = good.decode("utf-8") + rest.decode("windows-1252", "replace")
    span, source = place(seen, offset, offset + 1)
    fix = "Save the file as UTF-8: editors offer it as the encoding in their Save As dialogue."
    message = "the file is not UTF-8 from here on"
    return Diagnostic(Code.NOT_UTF8, message, path, fix, span, source.rstrip("\r"))
