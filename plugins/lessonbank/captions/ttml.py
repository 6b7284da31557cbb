"""Parse Timed Text Markup Language (TTML, DFXP), used by broadcasters and some players."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from xml.parsers import expat

from lessonbank.captions.cues import Captions, Cue
from lessonbank.captions.cuetext import Span, Text
from lessonbank.captions.problems import Problem

_ROOT = re.compile(r"<(?:[\w.-]+:)?tt[\s>]")
_CLOCK = re.compile(r"(\d{2,9}):(\d{2}):(\d{2})(?:(\.\d+)|:(\d{2,}))?", re.ASCII)
_OFFSET = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)(h|ms|m|s|f|t)", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_FRAMES = 30
_DEEPEST = 64


def is_ttml(text: str) -> bool:
    """Return whether the text is XML with the root `tt`."""
    start = text.lstrip()[:4000]
    return start.startswith("<") and _ROOT.search(start) is not None


def parse_ttml(text: str) -> Captions:
    """Parse decoded TTML: the times, words, line breaks and speakers of each `p`.

    Refuse a document type declaration, which could refer to other files.
    """
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = reader.doctype
    reader.line = lambda: parser.CurrentLineNumber
    # Ignore the declared encoding: the text is already decoded.
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", lambda match: "\n" * match[0].count("\n"), text)
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003 - positional only
    except expat.ExpatError:
        message = "The file is XML that cannot be read from here on."
        fix = "Export it again, or export the captions as WebVTT."
        broken = Problem("bad-xml", parser.CurrentLineNumber, None, message, fix, "error")
        return Captions(tuple(reader.cues), (*reader.problems, broken), "ttml", reader.language)
    return Captions(tuple(reader.cues), tuple(reader.problems), "ttml", reader.language)


@dataclass(frozen=True, slots=True)
class _Clock:
    """A document's frames and ticks a second."""

    frames: Fraction = Fraction(_FRAMES)
    ticks: Fraction = Fraction(1)

    def seconds(self, written: str) -> Fraction | None:
        """Parse a time expression as seconds, else return None."""
        if match := _CLOCK.fullmatch(written.strip()):
            hours, minutes, seconds, decimals, frames = match.groups()
            whole = Fraction((int(hours) * 60 + int(minutes)) * 60 + int(seconds))
            decimal = Fraction(f"0{decimals}" if decimals else 0)
            return whole + decimal + int(frames or 0) / self.frames
        if match := _OFFSET.fullmatch(written.strip()):
            return Fraction(match[1]) * self._units[match[2]]
        return None

    @property
    def _units(self) -> Mapping[str, Fraction]:
        units = {"h": Fraction(3600), "m": Fraction(60), "s": Fraction(1), "ms": Fraction(1, 1000)}
        return units | {"f": 1 / self.frames, "t": 1 / self.ticks}


@dataclass(frozen=True, slots=True)
class _Open:
    """An open element, with its start and end in seconds; an `end` of None is open."""

    name: str
    start: Fraction
    end: Fraction | None
    is_cue: bool
    speaker: str
    keeps_space: bool


class _Reader:
    """Collects cues during parsing."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.problems: list[Problem] = []
        self.language: str | None = None
        self.line: Any = lambda: 1
        self._clock = _Clock()
        self._open: list[_Open] = []
        self._agents: dict[str, str] = {}
        self._agent = ""
        self._said: list[tuple[str, str]] = []
        self._at = 1

    def doctype(self, *_: object) -> None:
        raise expat.ExpatError("a document type") from None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        said = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "tt":
            self._head(said)
        if name == "agent":
            self._agent = said.get("id", "")
        if name == "br":
            self._said.append((self._speaker, "\n"))
        above = self._open[-1] if self._open else None
        start, end = self._times(said, above)
        speaker = self._agents.get(said.get("agent", ""), above.speaker if above else "")
        keeps = said.get("space", "preserve" if above and above.keeps_space else "") == "preserve"
        inside = above is not None and (above.is_cue or above.name == "p")
        is_cue = name == "p" or (inside and above is not None and above.is_cue)
        if name == "p" and not inside:
            self._said, self._at = [], self.line()
        self._open.append(_Open(name, start, end, is_cue, speaker, keeps))
        if len(self._open) > _DEEPEST:
            raise expat.ExpatError("too deep")

    def end(self, name: str) -> None:
        element = self._open.pop()
        if name.rpartition(":")[2] == "p" and not any(each.name == "p" for each in self._open):
            self._add(element)

    def characters(self, text: str) -> None:
        if not self._open:
            return
        if self._open[-1].name == "name" and self._agent:
            self._agents[self._agent] = (self._agents.get(self._agent, "") + text).strip()
        elif self._open[-1].is_cue:
            kept = text if self._open[-1].keeps_space else re.sub(r"\s+", " ", text)
            self._said.append((self._speaker, kept))

    @property
    def _speaker(self) -> str:
        return self._open[-1].speaker if self._open else ""

    def _head(self, said: Mapping[str, str]) -> None:
        language = said.get("lang", "")
        self.language = language if _LANGUAGE.fullmatch(language) else None
        rate = _number(said.get("frameRate"), Fraction(_FRAMES))
        over, _, under = said.get("frameRateMultiplier", "1 1").partition(" ")
        frames = rate * _number(over, Fraction(1)) / _number(under, Fraction(1))
        self._clock = _Clock(frames, _number(said.get("tickRate"), Fraction(1)))

    def _times(
        self, said: Mapping[str, str], above: _Open | None
    ) -> tuple[Fraction, Fraction | None]:
        """Return an element's start and end; times are relative to the parent's start."""
        base = above.start if above else Fraction(0)
        begin, end, length = (self._time(said, name) for name in ("begin", "end", "dur"))
        start = base + (begin or 0)
        ends = [each for each in (above.end if above else None,) if each is not None]
        ends += [base + end] if end is not None else []
        ends += [start + length] if length is not None else []
        return start, min(ends, default=None)

    def _time(self, said: Mapping[str, str], name: str) -> Fraction | None:
        if name not in said:
            return None
        found = self._clock.seconds(said[name])
        if found is None:
            message = f"{said[name][:40]} is not a time, so the caption is not where it belongs."
            fix = "Write it like 00:01:15.500 or 75.5s."
            self.problems.append(Problem("bad-timing", self.line(), None, message, fix, "error"))
        return found

    def _add(self, element: _Open) -> None:
        nodes = tuple(_voiced(self._said))
        if not nodes:
            return
        start = round(float(element.start), 3)
        end = start if element.end is None else round(float(element.end), 3)
        self.cues.append(Cue(start, end, nodes, source_line=self._at))


def _voiced(said: list[tuple[str, str]]) -> Iterator[Span | Text]:
    """Yield text in voice spans if speakers are known; strip spaces at line ends."""
    turns: list[tuple[str, str]] = []
    for speaker, text in said:
        if turns and turns[-1][0] == speaker:
            turns[-1] = speaker, turns[-1][1] + text
        else:
            turns.append((speaker, text))
    for speaker, text in turns:
        lines = [line.strip(" \t\n") for line in text.split("\n")]
        words = Text("\n".join(line for line in lines if line))
        if words.text:
            yield Span("v", (words,), speaker) if speaker else words


def _number(written: str | None, default: Fraction) -> Fraction:
    try:
        found = Fraction((written or "").strip())
    except (ValueError, ZeroDivisionError):
        return default
    return found if found > 0 else default
