"""Clean transcripts of Zoom, Teams and Meet: turn `Name: words` into voices, and drop ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lessonbank.captions.cues import Cue
from lessonbank.captions.cuetext import Node, Span, Text
from lessonbank.captions.lines import Nodes, join_lines, split_lines

_MACHINE_ID = re.compile(
    r"\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?(?:[/_-][0-9-]+)?|\S+/[0-9]+-[0-9]+",
    re.IGNORECASE,
)
_PART = r"[^\W\d_][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]*"
_JOB = r"(?: ?[(\[][\w .,'&/-]{1,40}[)\]])?"
# Up to five words, the first and last with capitals; then a colon, a space and speech.
_LABEL = re.compile(rf"(?P<name>{_PART}(?: {_PART}){{0,4}}{_JOB}|[\w.+-]+@[\w.-]+):[ \t]+(?=\S)")
_NUMBERED = re.compile(r"(?P<name>Speaker [0-9]{1,2}|Guest [0-9]{1,2}):[ \t]+(?=\S)", re.IGNORECASE)
_NO_NAMES = frozenset(
    {
        *("note", "notes", "nb", "ps", "example", "examples", "for example", "remember", "tip"),
        *("question", "questions", "answer", "answers", "q", "a", "task", "step", "warning"),
        *("today", "title", "chapter", "part", "section", "hint", "summary", "aim", "objective"),
        *("music", "caption", "captions", "subtitles", "translation", "source", "url", "http"),
        *("https", "first", "second", "third", "next", "finally", "and", "so", "but", "because"),
    }
)
"""Words before a colon that are not names."""
_SHARE, _ALL = 0.5, 0.8
"""Least share of cues that start with a name in a meeting transcript: `_SHARE` if a speaker
repeats, else `_ALL`."""


def without_machine_ids(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """Remove identifiers that only meeting software can use."""
    return tuple(
        replace(cue, identifier="")
        if cue.identifier and _MACHINE_ID.fullmatch(cue.identifier)
        else cue
        for cue in cues
    )


def with_voices(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Turn each `Name: words` into a voice span, if the file uses such labels throughout."""
    spoken = [cue for cue in cues if cue.text.strip()]
    names = [name for cue in spoken if (name := _first_name(cue))]
    if not names or not _is_meeting(names, spoken):
        return tuple(cues)
    return tuple(_voiced(cue) for cue in cues)


def _is_meeting(names: Sequence[str], spoken: Sequence[Cue]) -> bool:
    share = len(names) / len(spoken)
    if max(Counter(names).values()) > 1:
        return share >= _SHARE
    numbered = [cue.identifier for cue in spoken] == [str(n) for n in range(1, len(spoken) + 1)]
    return numbered and share >= _ALL


def _first_name(cue: Cue) -> str | None:
    first = cue.nodes[0] if cue.nodes else None
    return _name(first.text) if isinstance(first, Text) else None


def _name(text: str) -> str | None:
    found = _label(text)
    return found["name"] if found else None


def _label(text: str) -> re.Match[str] | None:
    """Match a label at the start of a line, if it may be a person's name."""
    if found := _NUMBERED.match(text):
        return found
    found = _LABEL.match(text)
    if found is None or found["name"].casefold() in _NO_NAMES:
        return None
    if "@" in found["name"]:
        return found
    words = re.sub(_JOB, "", found["name"]).split() or [""]
    return found if _is_capital(words[0]) and _is_capital(words[-1]) else None


def _is_capital(word: str) -> bool:
    """Return whether a word may start or end a name; scripts without capitals always may."""
    return word[:1].isupper() or word[:1].lower() == word[:1].upper()


def _voiced(cue: Cue) -> Cue:
    """Wrap the cue's lines in a voice span from each label to the next."""
    if any(isinstance(node, Span) and node.kind == "v" for node in cue.nodes):
        return cue
    spoken: list[tuple[str | None, list[Nodes]]] = []
    for line in split_lines(cue.nodes):
        name, rest = _parted(line)
        if name or not spoken:
            spoken.append((name, [rest]))
        else:
            spoken[-1][1].append(rest)
    return replace(cue, nodes=join_lines(tuple(_turns(spoken))))


def _turns(spoken: Iterable[tuple[str | None, list[Nodes]]]) -> Iterator[Nodes]:
    for name, lines in spoken:
        nodes = join_lines(lines)
        yield (Span("v", nodes, name),) if name else nodes


def _parted(line: Nodes) -> tuple[str | None, Nodes]:
    """Split a line into its label's name, if any, and the rest."""
    first: Node | None = line[0] if line else None
    found = _label(first.text) if isinstance(first, Text) else None
    if found is None or not isinstance(first, Text):
        return None, line
    rest = first.text[found.end() :]
    return found["name"], ((Text(rest),) if rest else ()) + line[1:]
