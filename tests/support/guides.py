"""The guides for people: the samples, the commands and the sentences in their Markdown.

A sample is a fenced block. What it is stands in its first line:

    ```console                              commands after `$ `, and what they print
    ```yaml title="content/people/jo.yml"   a whole file
    ```yaml title="add to content/trust.yml"    fields for a file that is there
    ```yaml title="in content/trust.yml"    lines that the file has by then
    ```yaml                                 fields of some record
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = "docs/content"
"""Where the documentation is, from the root of the repository."""
FENCED = re.compile(r"^( *)```(\w*)([^\n]*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
LONGEST_SENTENCE = 25
"""In words."""
_TITLE = re.compile(r'title="([^"]*)"')
_SPOKEN = re.compile(r"`(lessonbank [a-z][^`\n]*)`")
_PROMPT = "$ "
_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKER = re.compile(r"^\s*(?:[-*+]|\d+\.|#+|>|!!!|\?\?\?)\s+", re.MULTILINE)
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)")
_ENDS = re.compile(
    r"(?<=[.!?])[\"\u201d\u2019)*_]*\s+(?=[^a-z\d]|lessonbank\b)"
    r"|\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.|#+|\|)\s)|\|"
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A fenced block of a guide, without its indentation. `line` is that of its first fence."""

    guide: str
    line: int
    language: str
    title: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.guide}:{self.line}"

    @property
    def commands(self) -> list[tuple[str, str]]:
        """The commands of a console, each with what it should print."""
        found: list[tuple[str, str]] = []
        for line in self.text.splitlines():
            if line.startswith(_PROMPT):
                found.append((line.removeprefix(_PROMPT), ""))
            elif found:
                command, printed = found.pop()
                found.append((command, f"{printed}{line}\n"))
        return found


def documentation(root: Path) -> Iterator[str]:
    """Yield the pages of the documentation that people write, by their way from the root."""
    made = root / DOCS / "reference"
    for path in sorted((root / DOCS).rglob("*.md")):
        is_made = path.is_relative_to(made) and path.parent != made
        if not is_made and ".locked" not in path.parts:
            yield path.relative_to(root).as_posix()


def samples(folder: Path, name: str) -> Iterator[Sample]:
    """Yield the samples of the guide `name` in a folder, in order."""
    text = (folder / name).read_text(encoding="utf-8")
    for found in FENCED.finditer(text):
        _, language, info, body = found.groups()
        title = _TITLE.search(info)
        line = text.count("\n", 0, found.start()) + 1
        yield Sample(name, line, language, title[1] if title else "", textwrap.dedent(body))


def commands(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yield each `lessonbank` command of a guide with its place, without comments."""
    for sample in samples(folder, name):
        for line in sample.text.splitlines():
            typed = line.partition(" #")[0].strip()
            if "lessonbank " in typed and not typed.startswith("#"):
                words = typed[typed.index("lessonbank ") :]
                if re.match(r"lessonbank [a-z-]+(?: |$)", words) and _is_typed(sample, line):
                    yield sample.place, words
    text = (folder / name).read_text(encoding="utf-8")
    for found in _SPOKEN.finditer(text):
        yield f"{name}:{text.count(chr(10), 0, found.start()) + 1}", found[1]


_SHELLS = {"sh", "bat", "console"}


def _is_typed(sample: Sample, line: str) -> bool:
    """Return whether a line of a sample is one that people type."""
    if sample.language == "console":
        return line.startswith(_PROMPT)
    return sample.language in _SHELLS


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a guide; a cell of a table counts as one."""
    prose = FENCED.sub("\n\n", _COMMENT.sub("", _FRONT.sub("", text)))
    prose = _LINK.sub(r"\1", re.sub(r"`[^`\n]*`", "Code", prose))
    for part in _ENDS.split(prose):
        words = " ".join(_MARKER.sub("", part).split())
        if words:
            yield words


def too_long(text: str) -> list[str]:
    """Return the sentences of a guide that have too many words."""
    return [each for each in sentences(text) if len(each.split()) > LONGEST_SENTENCE]
