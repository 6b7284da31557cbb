"""WebVTT files: the block structure of the specification's parser, with what it forgives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lessonbank.captions.cues import Captions, Cue
from lessonbank.captions.cuetext import parse_cue_text
from lessonbank.captions.flaws import empty_problem, flaw_problem, order_problem, quoted
from lessonbank.captions.problems import Problem
from lessonbank.captions.settings import parse_settings
from lessonbank.captions.timestamps import parse_timing

_SIGNATURE = re.compile(r"WEBVTT(?=[ \t\n]|\Z)")
_SKIPPED = re.compile(r"(?:NOTE(?:[ \t].*)?|STYLE\s*|REGION\s*)\Z")
_NOTE = re.compile(r"NOTE(?:[ \t]|\Z)")
_LANGUAGE = re.compile(r"Language:[ \t]*([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)[ \t]*\Z")


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines `first` to `end` (exclusive), the one at `arrow` holding `-->`; all count from 0."""

    first: int
    arrow: int | None
    end: int


def is_webvtt(text: str) -> bool:
    """Whether the text carries WebVTT's signature."""
    return _SIGNATURE.match(text) is not None


def parse_webvtt(text: str) -> Captions:
    """Parse decoded text that carries WebVTT's signature."""
    lines = text.split("\n")
    header = next((n for n, line in enumerate(lines) if n and _ends_header(line)), len(lines))
    cues: list[Cue] = []
    problems = list(_header_problems(lines, header))
    for block in _blocks(lines, header):
        problems += _add_block(cues, lines, block)
    language = next(filter(None, map(_LANGUAGE.match, lines[1:header])), None)
    return Captions(tuple(cues), tuple(problems), "webvtt", language and language[1])


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
    timing = parse_timing(lines[block.arrow])
    if timing is None:
        yield _bad_timing(lines[block.arrow], block.arrow + 1)
        return
    settings, refused = parse_settings(timing.rest)
    text = "\n".join(lines[block.arrow + 1 : block.end])
    nodes, flaws = parse_cue_text(text)
    identifier = lines[block.first] if block.first < block.arrow else ""
    cue = Cue(timing.start, timing.end, nodes, identifier, settings, block.arrow + 1)
    yield from filter(None, (order_problem(cue, cues[-1] if cues else None), empty_problem(cue)))
    yield from _identifier_problems(identifier, block)
    yield from (_bad_setting(token, lines[block.arrow], block.arrow + 1) for token in refused)
    yield from (flaw_problem(flaw, text, block.arrow + 2) for flaw in flaws)
    cues.append(cue)


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


def _bad_timing(line: str, number: int) -> Problem:
    message = f"{quoted(line)} is not a line of times, so the caption below it is not shown."
    if parse_timing(line.replace(",", ".")):
        fix = "Write milliseconds after a dot, not a comma."
    else:
        fix = "Write it like 00:01:15.500 --> 00:01:18.000, with three digits after each dot."
    return Problem("bad-timing", number, 1, message, fix, "error")


def _bad_setting(token: str, line: str, number: int) -> Problem:
    column = line.rfind(token) + 1
    message = f"{quoted(token)} is not a cue setting, so it is left out."
    fix = "Use vertical, line, position, size or align, like line:85% or align:start."
    return Problem("bad-setting", number, column, message, fix)
