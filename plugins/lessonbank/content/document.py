"""A content file: its text, its data, and the position of each value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yaml.nodes import Node, ScalarNode

from lessonbank.bank import Location
from lessonbank.content import fences, yaml, yaml_places
from lessonbank.content.tree import Tree
from lessonbank.content.yaml_scene import Fault, YamlError
from lessonbank.diagnostics import Code, Diagnostic, Span
from lessonbank.files.pointers import FETCH, as_pointer

MAX_BYTES = 2_000_000


class UnreadableError(Exception):
    """The file has no readable data; `diagnostics` say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(diagnostics[0].message)
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class Document:
    """The text of a file, with LF line endings. Offsets count its characters.

    The YAML ends at `yaml_end` and the Markdown starts at `body_start`. The YAML
    includes the opening line of front matter, so that YAML positions equal file positions.
    """

    path: str
    text: str
    yaml_end: int
    body_start: int

    @property
    def body(self) -> str:
        return self.text[self.body_start :]

    def data(self) -> Any:
        """Return maps, lists and text. Raise UnreadableError for YAML that cannot be read."""
        try:
            return yaml.load(self.text[: self.yaml_end])
        except YamlError as error:
            raise UnreadableError(*map(self.found, error.faults)) from error

    @cached_property
    def _root(self) -> Node | None:
        """The YAML nodes, composed only when an error needs a position."""
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
        """Return whether the file has a field at `location`, even an empty one."""
        return self._root is not None and yaml_places.find(self._root, location)[2]

    def span_of(self, location: Location, *, key: bool = False) -> tuple[int, int]:
        """Return start and end of the value (or key) at `location`, or of its nearest parent."""
        if self._root is None:
            return 0, 0
        name, node, _ = yaml_places.find(self._root, location)
        blank = isinstance(node, ScalarNode) and not node.value
        return yaml_places.span(name if name is not None and (key or blank) else node)

    def plain_texts(self) -> Iterator[tuple[Location, str, int]]:
        """Yield location, text and end offset of each value without quotes."""
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
        """Return a diagnostic about the text between two offsets."""
        span, source = place(self.text, *offsets)
        return Diagnostic(code, message, self.path, fix, span, source, suggestion)

    def found(self, fault: Fault) -> Diagnostic:
        """Return the diagnostic about a fault in the YAML."""
        offsets = fault.start, fault.start + 1 if fault.end is None else fault.end
        return self.diagnostic(fault.code, fault.message, fault.fix, offsets, fault.suggestion)


def place(text: str, start: int, end: int) -> tuple[Span, str]:
    """Return the span from `start` to the end of its first line at most, and that line."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line = text[line_start : len(text) if line_end < 0 else line_end]
    column = start - line_start
    end_column = max(column + 1, min(end - line_start, len(line)))
    return Span(text.count("\n", 0, start) + 1, column + 1, end_column + 1), line


def read(tree: Tree, path: str, limit: int = MAX_BYTES) -> Document:
    """Read a file of at most `limit` bytes. Raise UnreadableError."""
    text = _text(path, read_bytes(tree, path, limit))
    if not path.endswith(".md"):
        return Document(path, text, len(text), len(text))
    return _with_front_matter(path, text)


def read_prose(tree: Tree, path: str) -> Document:
    """Read a Markdown page that is not an item; front matter is optional. Raise UnreadableError."""
    text = _text(path, read_bytes(tree, path, MAX_BYTES))
    return _with_front_matter(path, text) if _OPENING.match(text) else Document(path, text, 0, 0)


def read_fields(tree: Tree, path: str) -> Document:
    """Read a file of any extension, with or without front matter. Raise UnreadableError."""
    text = _text(path, read_bytes(tree, path, MAX_BYTES))
    if _OPENING.match(text) and _CLOSING.search(text, len("---\n")):
        return _with_front_matter(path, text)
    return Document(path, text, len(text), len(text))


_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


def _with_front_matter(path: str, text: str) -> Document:
    opening = _OPENING.match(text)
    if opening is None:
        raise UnreadableError(_of_fence(path, text, fences.not_opened(text)))
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise UnreadableError(_of_fence(path, text, fences.not_closed(text, opening.end())))
    return Document(path, text, closing.start(), closing.end())


def _of_fence(path: str, text: str, fault: Fault) -> Diagnostic:
    span, source = place(text, fault.start, fault.end or fault.start)
    return Diagnostic(fault.code, fault.message, path, fault.fix, span, source)


def read_bytes(tree: Tree, path: str, limit: int) -> bytes:
    """Read a file of at most `limit` bytes. Raise UnreadableError."""
    try:
        data = tree.read(path, limit + 1)
    except OSError as error:
        reason = error.strerror or "it does not exist"
        message = f"the file cannot be read: {reason}"
        fix = "Check the file's permissions, or restore it."
        raise UnreadableError(Diagnostic(Code.UNREADABLE_FILE, message, path, fix)) from error
    if as_pointer(data):
        raise UnreadableError(not_fetched(path))
    if len(data) > limit:
        message = f"the file is larger than {limit // 1_000_000} MB"
        fix = "Split it into several files; recordings and images belong in media/."
        raise UnreadableError(Diagnostic(Code.OVERSIZED_YAML, message, path, fix))
    return data


def not_fetched(path: str) -> Diagnostic:
    """Return the diagnostic about a pointer of Git LFS in place of a file."""
    return Diagnostic(Code.NOT_FETCHED, "the file is only a pointer of Git LFS", path, FETCH)


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
        # Decode the rest as Windows-1252, the most likely encoding.
        good, rest = error.object[: error.start], error.object[error.start :]
        offset = len(good.decode("utf-8"))
        seen = good.decode("utf-8") + rest.decode("windows-1252", "replace")
    span, source = place(seen, offset, offset + 1)
    fix = "Save the file as UTF-8: editors offer it as the encoding in their Save As dialogue."
    message = "from here on the file is not UTF-8"
    return Diagnostic(Code.NOT_UTF8, message, path, fix, span, source.rstrip("\r"))
