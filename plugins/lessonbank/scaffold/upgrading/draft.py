"""A project's files as an upgrade would leave them; nothing is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from lessonbank.content.document import MAX_BYTES
from lessonbank.content.tree import Tree
from lessonbank.files.regular import Listing

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Draft:
    """A tree with changed and new files laid over it."""

    tree: Tree
    files: Mapping[str, bytes] = field(default_factory=dict)

    def listing(self, folder: str) -> Listing:
        found = self.tree.listing(folder)
        new = (path for path in self.files if path.startswith(f"{folder}/"))
        return replace(found, files=tuple(sorted({*found.files, *new})))

    def paths(self, folder: str) -> Sequence[str]:
        return self.listing(folder).files

    def read(self, path: str, limit: int) -> bytes:
        return self.files[path][:limit] if path in self.files else self.tree.read(path, limit)

    def size(self, path: str) -> int:
        return len(self.files[path]) if path in self.files else self.tree.size(path)

    def holds(self, path: str) -> bool:
        """Return whether the file exists."""
        try:
            self.size(path)
        except OSError:
            return False
        return True

    def with_file(self, path: str, data: bytes) -> Draft:
        return replace(self, files={**self.files, path: data})

    def rewritten(self, path: str, text: str) -> bytes:
        """Return `text`, which has LF line ends, with the mark and line ends of the file."""
        old = self.read(path, MAX_BYTES).decode("utf-8")
        mark = old[: len(old) - len(old.lstrip(_MARK))]
        return f"{mark}{with_line_ends_of(old[len(mark) :], text)}".encode()


def with_line_ends_of(old: str, text: str) -> str:
    """Return `text` with the line ends of `old`: each line keeps its own.

    A new line ends as the line before it does.
    """
    if "\r" not in old:
        return text
    were = [(match[1], match[2]) for match in _LINE.finditer(old) if match[0]]
    lines = text.split("\n")
    ends = _ends(were, lines)
    return "".join(map("".join, zip(lines, ends, strict=True)))


def _ends(were: Sequence[tuple[str, str]], lines: Sequence[str]) -> list[str]:
    """Return the end of each of the `lines`; the last one has none."""
    ends: list[str] = []
    words = [line for line, _ in were]
    last = next(end for _, end in were if end)
    matcher = SequenceMatcher(None, words, lines, autojunk=False)
    for _, start, end, first, after in matcher.get_opcodes():
        for number in range(after - first):
            if start + number < end and were[start + number][1]:
                last = were[start + number][1]
            ends.append(last)
    return [*ends[:-1], ""]
