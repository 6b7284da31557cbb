"""Parse a transcript written as prose, without times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lessonbank.captions.transcript import Line, Transcript, Turn, folded

_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*]+)(?<=\S)\1(?![\w*])")
_HEADING = re.compile(r"#{1,6}\s+")
_BULLET = re.compile(r"[-*+\N{BULLET}]\s+")
# One to four words, the first with a capital, perhaps a direction ("Child, nodding"); a colon.
_LABEL = re.compile(
    r"(?P<bold>\*{1,2})?(?P<name>[^\W\d_a-z][\w.'\N{RIGHT SINGLE QUOTATION MARK}-]*"
    r"(?: [\w.'\N{RIGHT SINGLE QUOTATION MARK}-]+){0,3})"
    r"(?:, (?P<direction>[\w ]{1,30}))?(?::\*{1,2}|\*{1,2}:|:)(?=\s|\Z)\s*"
)
_CLOCK = r"[(\[]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]{1,3})?[)\]]?"
_WORD = r"[\w.'\N{RIGHT SINGLE QUOTATION MARK}()-]"
_PERSON = rf"[^\W\d_]{_WORD}*(?: {_WORD}+){{0,4}}"
_MEETING = re.compile(
    rf"\[?(?P<alone>{_PERSON})\]?\s+{_CLOCK}"
    rf"|{_CLOCK}\s+(?:From\s+)?(?P<name>{_PERSON}?)(?:\s+to\s+.{{1,40}}?)?\s*:\s*(?P<rest>\S.*)?",
    re.IGNORECASE,
)
_QUOTES = ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}", '"', "'")


class _Labelled(NamedTuple):
    """A line with a speaker label, and the text after it.

    A direction in the label ("Child, nodding:") moves in brackets before the text.
    """

    name: str
    bold: bool
    rest: str


def prose(text: str) -> Transcript:
    """Parse paragraphs as turns without times.

    `Speaker:` at the start of a paragraph names its speaker; on a line of its own, it names the
    speaker of every paragraph until the next such line. A label counts only if it occurs more than
    once, is bold, is on a line of its own, or precedes quoted speech.
    """
    lines = _of_meeting(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    counts = Counter(found.name for found in map(_labelled, lines) if found)
    return Transcript(tuple(_turns("\n".join(lines), counts)))


def _of_meeting(lines: list[str]) -> list[str]:
    """Replace `[Name] 10:01:02` and `10:01:02 From Name to Everyone: words` by bold labels.

    Meeting software writes these; leave a single such line unchanged.
    """
    found = [_MEETING.fullmatch(line.strip()) for line in lines]
    if sum(match is not None for match in found) <= 1:
        return lines
    return [
        f"**{match['alone'] or match['name']}:** {match['rest'] or ''}" if match else line
        for line, match in zip(lines, found, strict=True)
    ]


def _turns(text: str, counts: Counter[str]) -> Iterator[Turn]:
    """Yield the turns; `section` is the last speaker named on a line of its own."""
    section: str | None = None
    for paragraph in _PARAGRAPH_BREAK.split(text):
        for part in _parts([line.strip() for line in paragraph.split("\n")], counts):
            found = _speaker(part[0], counts)
            body = ([found.rest] if found.rest else []) + part[1:] if found else part
            if found and not found.rest:
                section = found.name
            speaker = found.name if found else section
            if lines := tuple(_lines(body)):
                yield Turn(speaker, None, lines)


def _parts(lines: Sequence[str], counts: Counter[str]) -> Iterator[list[str]]:
    """Split a paragraph before each line that starts with a speaker."""
    part: list[str] = []
    for line in lines:
        if part and _speaker(line, counts):
            yield part
            part = []
        part.append(line)
    yield part


def _labelled(line: str) -> _Labelled | None:
    line = line.strip()
    match = _LABEL.match(line)
    if match is None:
        return None
    direction = f"({match['direction']}) " if match["direction"] else ""
    rest = direction + line[match.end() :]
    return _Labelled(match["name"], match["bold"] is not None, rest.rstrip())


def _speaker(line: str, counts: Counter[str]) -> _Labelled | None:
    """Return the label of a line if it clearly names a speaker."""
    found = _labelled(line)
    if found is None:
        return None
    alone = not found.rest and found.name.istitle()
    quoted = found.rest.startswith(_QUOTES)
    return found if found.bold or counts[found.name] > 1 or alone or quoted else None


def _lines(body: Sequence[str]) -> Iterator[Line]:
    """Join wrapped lines; keep each list item as its own line."""
    items: list[str] = []
    for line in body:
        bullet = _BULLET.match(line)
        if bullet or not items:
            items.append(line[bullet.end() :] if bullet else _HEADING.sub("", line, count=1))
        else:
            items[-1] += f" {line}"
    yield from (Line(None, None, text) for text in map(_plain, items) if text)


def _plain(markdown: str) -> str:
    return folded(_EMPHASIS.sub(r"\2", markdown))
