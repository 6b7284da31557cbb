"""The list of names that must not appear in a bank. It is kept outside, and never shown."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from lessonbank.diagnostics import Code, Diagnostic, Span

VARIABLE = "LESSONBANK_NAMES"
"""The environment variable that holds the path of the list."""

_WITHHELD = "(name withheld)"
# YAML and HTML can encode a letter as a number, and some programs do.
_LETTER = (
    r"[^\W_]|[\u0300-\u036f]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|&#x?[0-9A-Fa-f]{2,6};"
    r"|&[A-Za-z](?:acute|caron|cedil|circ|grave|ring|slash|tilde|uml);"
    # Invisible characters within a name are ignored.
    r"|[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_WORD = re.compile(f"(?:{_LETTER})+")
_BETWEEN = re.compile(r"[\s_.,'’-]+")  # noqa: RUF001 - as typed
_ESCAPE = re.compile(r"\\x([0-9A-Fa-f]{2})|\\u([0-9A-Fa-f]{4})")
_NO_LETTERS = frozenset({"Mn", "Mc", "Me", "Cf"})
_ALIKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})

Words = tuple[str, ...]


class NamesError(Exception):
    """The list cannot be used. The message says why, without any name."""


@dataclass(frozen=True)
class NameList:
    """Names as lists of folded words, by first word."""

    by_first: Mapping[str, frozenset[Words]]

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each name in `text`: whole words, ignoring case and accents."""
        if self.by_first.keys().isdisjoint(map(_folded, set(_WORD.findall(text)))):
            return
        words = list(_WORD.finditer(text))
        for number, word in enumerate(words):
            names = self.by_first.get(_folded(word[0]), ())
            ways = (words[number : number + len(name)] for name in names)
            ends = [way[-1].end() for way in ways if _words(way, text) in names]
            if ends:
                yield word.start(), max(ends)

    def masked(self, text: str) -> str:
        """Return `text` with the names masked."""
        for start, end in sorted(set(self.find(text)), reverse=True):
            text = text[:start] + _WITHHELD + text[end:]
        return text

    def withheld(self, found: Diagnostic) -> Diagnostic:
        """Return the diagnostic with names masked, and without a source line that has one."""
        if any(self.find(found.source)):
            found = without_words(found)
        return replace(
            found,
            path=self.masked(found.path),
            message=self.masked(found.message),
            fix=self.masked(found.fix),
            suggestion=found.suggestion and self.masked(found.suggestion),
        )


def without_words(found: Diagnostic) -> Diagnostic:
    """Return the diagnostic with its position, but without the source line or the text's length."""
    span = found.span and Span(found.span.line, found.span.column)
    return replace(found, span=span, source="")


def _words(found: Sequence[re.Match[str]], text: str) -> Words | None:
    """Return the folded words, if only separators allowed in a name are between them."""
    gaps = (text[before.end() : after.start()] for before, after in pairwise(found))
    joined = all(_BETWEEN.fullmatch(gap) for gap in gaps)
    return tuple(_folded(word[0]) for word in found) if joined else None


def _folded(word: str) -> str:
    """Return the word in lower case without accents."""
    if not word.isascii() or "\\" in word or "&" in word:
        word = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), html.unescape(word))
        parts = unicodedata.normalize("NFKD", word.casefold())
        word = "".join(part for part in parts if unicodedata.category(part) not in _NO_LETTERS)
        return word.translate(_ALIKE)
    return word.lower()


def read_names(path: Path, root: Path) -> NameList:
    """Read one name a line, in UTF-8; `Khan, Amira` also means `Amira Khan`. Raise NamesError."""
    if path.resolve().is_relative_to(_repository(root.resolve())):
        raise NamesError("the list of names is inside the repository, where anyone may read it")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise NamesError(f"the list of names cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise NamesError("the list of names is not UTF-8") from error
    by_first: dict[str, frozenset[Words]] = {}
    for name in (name for line in text.splitlines() for name in _ways(line)):
        by_first[name[0]] = by_first.get(name[0], frozenset()) | {name}
    return NameList(by_first)


def _ways(line: str) -> Iterator[Words]:
    """Yield each order of a name's words, folded."""
    last, _, first = line.partition(",")
    for written in dict.fromkeys((line, f"{first} {last}")):
        if name := tuple(map(_folded, _WORD.findall(written))):
            yield name


def _repository(root: Path) -> Path:
    """Return the folder with the project's `.git`, or else the project."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)


def unusable(error: NamesError) -> Diagnostic:
    """Return the diagnostic about a list that cannot be used."""
    fix = (
        f"Keep it outside the repository, one name a line in UTF-8, and put its path in {VARIABLE}."
    )
    return Diagnostic(Code.NAMES_UNUSABLE, str(error), VARIABLE, fix)
