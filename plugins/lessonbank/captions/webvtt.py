"""Parse WebVTT with the block structure of the specification, and report tolerated faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lessonbank.captions.cue_problems import fault_problem, quoted
from lessonbank.captions.cues import Captions, Cue
from lessonbank.captions.cuetext import Node, Span, Timestamp, parse_cue_text
from lessonbank.captions.effects import effects_problem, without_effects
from lessonbank.captions.problems import Problem
from lessonbank.captions.settings import parse_settings
from lessonbank.captions.timestamps import (
    Timing,
    format_timestamp,
    parse_loose_timing,
    parse_timestamp,
    parse_timing,
)

_SIGNATURE = re.compile(r"WEBVTT(?=[ \t\n]|\Z)")
_SKIPPED = re.compile(r"(?:NOTE(?:[ \t].*)?|STYLE\s*|REGION\s*)\Z")
_NOTE = re.compile(r"NOTE(?:[ \t]|\Z)")
_MAP = "X-TIMESTAMP-MAP="
_TICKS = 90_000
"""Ticks a second of an MPEG transport stream's clock."""
_WRAP = 2**33
"""Ticks after which that clock starts again."""
_DIGITS = 20
_LOOKED = 100
"""Lines in which the first times stand."""
_MISSPELT = re.compile(r"\W*web[ _-]?vtt", re.IGNORECASE)
_LANGUAGE = re.compile(r"Language:[ \t]*([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)[ \t]*\Z")


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines `first` to `end` (exclusive), the one at `arrow` holding `-->`; all count from 0."""

    first: int
    arrow: int | None
    end: int


def is_webvtt(text: str) -> bool:
    """Return whether the text starts with WebVTT's signature."""
    return _SIGNATURE.match(text) is not None


def lacks_header(text: str) -> bool:
    """Whether the text is WebVTT but for its signature: its first times have no comma."""
    arrow = next((line for line in text.split("\n", _LOOKED)[:_LOOKED] if "-->" in line), "")
    return "," not in arrow and parse_timing(arrow) is not None


def with_header(text: str) -> str:
    """The text with the signature in front, in place of a first line that misspells it."""
    first, _, rest = text.partition("\n")
    if _MISSPELT.match(first) or not first.strip():
        return f"WEBVTT\n{rest}"
    return f"WEBVTT\n\n{text}"


def parse_webvtt(text: str) -> Captions:
    """Parse decoded text that starts with WebVTT's signature."""
    lines = text.split("\n")
    header = next((n for n, line in enumerate(lines) if n and _ends_header(line)), len(lines))
    cues: list[Cue] = []
    problems = list(_header_problems(lines, header))
    clock = _clock(lines[1:header])
    problems += _moved(clock, lines)
    for block in _blocks(lines, header):
        if block.arrow is None and _SIGNATURE.match(lines[block.first]):
            # Each segment of a joined stream has its own header.
            clock = _clock(lines[block.first : block.end])
            continue
        before = len(cues)
        problems += _add_block(cues, lines, block)
        added = [_shifted(cue, clock) for cue in cues[before:]]
        cues[before:] = [cue for cue in added if cue.end > 0 or not clock]
        problems += [_before_start(cue) for cue in added if cue.end <= 0 and clock]
    language = next(filter(None, map(_LANGUAGE.match, lines[1:header])), None)
    return Captions(tuple(cues), tuple(problems), "webvtt", language and language[1])


def _clock(header: Sequence[str]) -> float:
    """Return the seconds to add to each time for X-TIMESTAMP-MAP (RFC 8216, 3.5)."""
    for line in header:
        if line.startswith(_MAP):
            said = dict(part.strip().partition(":")[::2] for part in line[len(_MAP) :].split(","))
            local, ticks = parse_timestamp(said.get("LOCAL", "")), said.get("MPEGTS", "")
            if local is not None and ticks.isascii() and ticks.isdigit() and len(ticks) < _DIGITS:
                return round(int(ticks) % _WRAP / _TICKS - local, 3)
    return 0.0


def _moved(clock: float, lines: Sequence[str]) -> Iterator[Problem]:
    if clock:
        number = next(n for n, line in enumerate(lines, 1) if line.startswith(_MAP))
        way = "later" if clock > 0 else "earlier"
        message = f"The header moves all captions {abs(clock):g} seconds {way}, as in a stream."
        fix = "Check that they match the speech; if not, delete the line X-TIMESTAMP-MAP."
        yield Problem("timestamp-map", number, 1, message, fix)


def _before_start(cue: Cue) -> Problem:
    message = "The caption lies before the start of the recording, so it is never shown."
    fix = "Delete the line X-TIMESTAMP-MAP, or take the caption out."
    return Problem("before-start", cue.source_line, 1, message, fix)


def _shifted(cue: Cue, by: float) -> Cue:
    """Shift a cue to the recording's clock, with no time before 0."""
    if not by:
        return cue
    start, end = (max(0.0, round(at + by, 3)) for at in (cue.start, cue.end))
    return replace(cue, start=start, end=end, nodes=_shifted_nodes(cue.nodes, by))


def _shifted_nodes(nodes: Iterable[Node], by: float) -> tuple[Node, ...]:
    moved: list[Node] = []
    for node in nodes:
        match node:
            case Timestamp(time):
                moved.append(Timestamp(max(0.0, round(time + by, 3))))
            case Span():
                moved.append(replace(node, children=_shifted_nodes(node.children, by)))
            case _:
                moved.append(node)
    return tuple(moved)


def _ends_header(line: str) -> bool:
    return not line or "-->" in line


def _header_problems(lines: Sequence[str], header: int) -> Iterator[Problem]:
    if header < len(lines) and lines[header]:
        message = "There is no blank line between the header and the first caption."
        fix = "Put a blank line before this one."
        yield Problem("no-blank-line-after-header", header + 1, 1, message, fix)


def _blocks(lines: Sequence[str], at: int) -> Iterator[_Block]:
    """Collect blocks as the specification does.

    A block ends at a blank line, or at an arrow line that is not its first or, after an
    identifier, its second.
    """
    while at < len(lines):
        first, arrow = at, None
        while at < len(lines) and lines[at]:
            if "-->" in lines[at]:
                if arrow is not None or at - first > 1:
                    break
                arrow = at
            at += 1
        if at > first:
            yield _Block(first, arrow, at)
        else:
            at += 1


def _add_block(cues: list[Cue], lines: Sequence[str], block: _Block) -> Iterator[Problem]:
    if block.arrow is None:
        yield from _stray_text(lines[block.first], block)
        return
    line = lines[block.arrow]
    strict = parse_timing(line)
    timing = strict or parse_loose_timing(line)
    if timing is None:
        yield _bad_timing(line, block.arrow + 1)
        return
    settings, refused = parse_settings(timing.rest)
    raw = "\n".join(_text_of(lines, block.arrow, block.end))
    text = without_effects(raw)
    nodes, faults = parse_cue_text(text)
    identifier = lines[block.first] if block.first < block.arrow else ""
    if strict is None:
        yield _loose_timing(timing, line, block.arrow + 1)
    cues.append(Cue(timing.start, timing.end, nodes, identifier, settings, block.arrow + 1))
    yield from _identifier_problems(identifier, block)
    yield from (_bad_setting(token, line, block.arrow + 1) for token in refused)
    yield from filter(None, (effects_problem(raw, block.arrow + 2),))
    yield from (fault_problem(fault, text, block.arrow + 2) for fault in faults)


def _text_of(lines: Sequence[str], arrow: int, end: int) -> Sequence[str]:
    """Return a cue's text lines, without the next cue's number if no blank line precedes it."""
    text = lines[arrow + 1 : end]
    number = lines[arrow - 1].strip()
    runs_on = end < len(lines) and "-->" in lines[end]
    if len(text) > 1 and runs_on and _is_number(number) and _is_number(text[-1].strip()):
        return text[:-1] if int(text[-1]) == int(number) + 1 else text
    return text


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < _DIGITS


def _stray_text(line: str, block: _Block) -> Iterator[Problem]:
    if not _SKIPPED.match(line):
        message = "This text belongs to no caption, so it is not shown."
        fix = "Take out the blank line above it, give it times, or start it with NOTE."
        yield Problem("stray-text", block.first + 1, 1, message, fix, "error")


def _identifier_problems(identifier: str, block: _Block) -> Iterator[Problem]:
    if _NOTE.match(identifier):
        message = "A caption follows this NOTE without a blank line, so it is shown all the same."
        fix = "Put a blank line after the note; to hide a caption, delete it."
        yield Problem("note-before-cue", block.first + 1, 1, message, fix)


def _loose_timing(timing: Timing, line: str, number: int) -> Problem:
    """Report times that browsers do not read although their meaning is clear."""
    times = f"{format_timestamp(timing.start)} --> {format_timestamp(timing.end)}"
    if "-" in line.partition("-->")[0].lstrip()[:1] or re.search(r">\s*-", line):
        message = "A caption cannot start before the recording; it now starts with the recording."
    else:
        message = f"Times are not written like this in WebVTT; they were read as {times}."
    return Problem("loose-timing", number, 1, message, f"Write {times}.")


def _bad_timing(line: str, number: int) -> Problem:
    message = f"{quoted(line)} is not a line of times, so the caption below it is not shown."
    fix = "Write it like 00:01:15.500 --> 00:01:18.000, with three digits after each dot."
    return Problem("bad-timing", number, 1, message, fix, "error")


def _bad_setting(token: str, line: str, number: int) -> Problem:
    column = line.rfind(token) + 1
    message = f"{quoted(token)} is not a cue setting, so it is left out."
    fix = "Use vertical, line, position, size or align, like line:85% or align:start."
    return Problem("bad-setting", number, column, message, fix)
