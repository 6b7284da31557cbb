"""Parse SubRip (.srt) files, with errors that players tolerate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lessonbank.captions.cue_problems import fault_problem, quoted
from lessonbank.captions.cues import Captions, Cue
from lessonbank.captions.cuetext import Fault, parse_cue_text
from lessonbank.captions.effects import effects_problem, without_effects
from lessonbank.captions.problems import Problem, once_per_rule
from lessonbank.captions.timestamps import Timing, parse_loose_timing, parse_subrip_timing
from lessonbank.captions.voices import UNNAMED

_INDEX = re.compile(r"\s*[0-9]+\s*\Z")
_ARROW = re.compile(r"[0-9]\s*--?>")
_FONT = re.compile(r"</?font\b[^<>]*>", re.IGNORECASE)
_MARK = re.compile(r"<(/?)([biu])\s*>|[<>]", re.IGNORECASE)
# A name in capitals, up to three words, then a colon: "MR KHAN: Look here."
_WORD = r"[A-ZÀ-ÖØ-Þ0-9][A-ZÀ-ÖØ-Þ0-9.'\N{RIGHT SINGLE QUOTATION MARK}-]*"
_LABEL = re.compile(
    rf"(?:(?:>>|-)\s*)?(?P<name>(?=[A-ZÀ-ÖØ-Þ]{{2}}){_WORD}(?: {_WORD}){{0,2}}):\s+(?=\S)"
)
# Tags in the file are escaped, so only added ones are parsed.
_END_VOICE = "</v>"
_CHANGE = re.compile(r">>\s*(?=\S)")
_DASH = re.compile(r"[-\N{EN DASH}]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of times at index `at`, its timing if valid, and text up to line `end`; from 0."""

    at: int
    end: int
    timing: Timing | None
    indexed: bool


def is_subrip(text: str) -> bool:
    """Return whether the text starts with an index and times, or with times with commas."""
    head = [line for line in text.split("\n", 20)[:20] if line.strip()][:2]
    indexed = len(head) > 1 and _INDEX.match(head[0]) is not None
    line = head[indexed] if head else ""
    return (indexed or "," in line) and parse_subrip_timing(line) is not None


def parse_subrip(text: str) -> Captions:
    """Parse decoded SubRip text. `<b>`, `<i>`, `<u>` and plain speaker labels are kept."""
    lines = text.split("\n")
    entries = tuple(_entries(lines))
    cues: list[Cue] = []
    problems = list(_before_first(lines, entries))
    for entry in entries:
        problems += _add_entry(cues, lines, entry)
    problems += once_per_rule(_slips(lines, entries))
    return Captions(tuple(cues), tuple(problems), "subrip")


def _entries(lines: Sequence[str]) -> Iterator[_Entry]:
    """Yield an entry for each line of times; its text ends before the next index or times."""
    at = [number for number, line in enumerate(lines) if _ARROW.search(line)]
    indexed = [number > 0 and _INDEX.match(lines[number - 1]) is not None for number in at]
    starts = [number - has_index for number, has_index in zip(at, indexed, strict=True)]
    ends = [*starts[1:], len(lines)]
    for number, end, has_index in zip(at, ends, indexed, strict=False):
        timing = parse_subrip_timing(lines[number]) or parse_loose_timing(lines[number])
        yield _Entry(number, end, timing, has_index)


def _before_first(lines: Sequence[str], entries: Sequence[_Entry]) -> Iterator[Problem]:
    first = entries[0].at - entries[0].indexed if entries else len(lines)
    stray = next((number for number in range(first) if lines[number].strip()), None)
    if stray is not None:
        message = "This text belongs to no caption, so it is not shown."
        yield Problem(
            "stray-text", stray + 1, 1, message, "Give it times, or take it out.", "error"
        )


def _add_entry(cues: list[Cue], lines: Sequence[str], entry: _Entry) -> Iterator[Problem]:
    if entry.timing is None:
        yield _bad_timing(lines[entry.at], entry.at + 1)
        return
    raw = "\n".join(lines[entry.at + 1 : entry.end])
    cleaned = without_effects(_FONT.sub("", raw)).split("\n")
    text = "\n".join(_voiced([line.strip() for line in cleaned if line.strip()]))
    nodes, faults = parse_cue_text(text)
    cue = Cue(entry.timing.start, entry.timing.end, nodes, source_line=entry.at + 1)
    yield from filter(None, (effects_problem(raw, entry.at + 2),))
    theirs = (fault for fault in faults if fault.detail != _END_VOICE)
    yield from (_unplaced(fault, text, entry.at + 2) for fault in theirs)
    cues.append(cue)


def _unplaced(fault: Fault, text: str, line: int) -> Problem:
    """Locate a fault by its line only: cleaning the text has changed its columns."""
    return replace(fault_problem(fault, text, line), column=None)


def _slips(lines: Sequence[str], entries: Sequence[_Entry]) -> Iterator[Problem]:
    for entry in entries:
        if not entry.indexed:
            message = "The caption has no number above its times."
            yield Problem("no-index", entry.at + 1, 1, message, "Number captions from 1.")
        if entry.timing and "," not in lines[entry.at]:
            message = "SubRip writes milliseconds after a comma."
            yield Problem("no-comma", entry.at + 1, 1, message, "Write 00:01:15,500.")
        yield from _blank_lines(lines, entry)


def _blank_lines(lines: Sequence[str], entry: _Entry) -> Iterator[Problem]:
    filled = [number for number in range(entry.at + 1, entry.end) if lines[number].strip()]
    if filled and filled[-1] - entry.at > len(filled):
        message = "There is a blank line inside the caption; most players stop there."
        yield Problem("blank-line-in-cue", entry.at + 1, 1, message, "Take the blank line out.")


def _bad_timing(line: str, number: int) -> Problem:
    message = f"{quoted(line)} is not a line of times, so the caption below it is not shown."
    fix = "Write it like 00:01:15,500 --> 00:01:18,000."
    return Problem("bad-timing", number, 1, message, fix, "error")


def _voiced(lines: Sequence[str]) -> Iterator[str]:
    """Write lines as WebVTT cue text, with a voice span from each speaker label to the next."""
    dialogue = sum(_DASH.match(line) is not None for line in lines) > 1
    labels = [_label(line, dialogue=dialogue) for line in lines]
    speaking = False
    for (name, rest), (next_name, _) in pairwise([*labels, (UNNAMED, "")]):
        speaking = speaking or bool(name)
        opening = f"<v {name}>" if name else ""
        closing = _END_VOICE if speaking and next_name else ""
        yield opening + _MARK.sub(_mark, rest) + closing


def _label(line: str, *, dialogue: bool) -> tuple[str, str]:
    """Split a line into the speaker it names ("-" for a change to nobody named) and the rest."""
    if found := _LABEL.match(line):
        return found["name"], line[found.end() :]
    if found := _CHANGE.match(line) or (_DASH.match(line) if dialogue else None):
        return UNNAMED, line[found.end() :]
    return "", line


def _mark(match: re.Match[str]) -> str:
    if match[2]:
        return f"<{match[1]}{match[2].lower()}>"
    return "&lt;" if match[0] == "<" else "&gt;"
