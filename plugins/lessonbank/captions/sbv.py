"""Parse YouTube's SubViewer (.sbv): `0:00:01.000,0:00:04.000`, then the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lessonbank.captions.cues import Captions, Cue
from lessonbank.captions.cuetext import Text
from lessonbank.captions.problems import Problem

_TIME = r"([0-9]{1,3}):([0-5]?[0-9]):([0-5]?[0-9])\.([0-9]{1,3})"
_TIMES = re.compile(rf"\s*{_TIME},{_TIME}\s*\Z")
_BREAK = "[br]"


def is_sbv(text: str) -> bool:
    """Return whether the text starts with a SubViewer line of times."""
    return _TIMES.match(text.lstrip("\n").split("\n", 1)[0]) is not None


def parse_sbv(text: str) -> Captions:
    """Parse decoded SubViewer text. Its only markup is `[br]`, a line break."""
    lines = text.split("\n")
    times = [(n, match) for n, line in enumerate(lines) if (match := _TIMES.match(line))]
    ends = [*(n for n, _ in times[1:]), len(lines)]
    cues = [
        _cue(match, lines[n + 1 : end], n + 1)
        for (n, match), end in zip(times, ends, strict=bool(times))
    ]
    problems = [_bad_times(line, n) for n, line in enumerate(lines, 1) if _is_bad(line)]
    return Captions(tuple(cues), tuple(problems), "sbv")


def _cue(times: re.Match[str], lines: Sequence[str], number: int) -> Cue:
    said = (line.strip() for line in lines if not _is_bad(line))
    text = "\n".join(line for line in said if line).replace(_BREAK, "\n")
    groups = times.groups()
    nodes = (Text(text),) if text else ()
    return Cue(_seconds(*groups[:4]), _seconds(*groups[4:]), nodes, source_line=number)


def _seconds(hours: str, minutes: str, seconds: str, fraction: str) -> float:
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return (whole * 1000 + int(fraction.ljust(3, "0"))) / 1000


_NEARLY_TIMES = re.compile(r"\s*[0-9:.]{5,},[0-9:.]{5,}\s*\Z")


def _is_bad(line: str) -> bool:
    return _NEARLY_TIMES.match(line) is not None and _TIMES.match(line) is None


def _bad_times(line: str, number: int) -> Problem:
    message = f"{line.strip()} is not a line of times, so the caption below it is not shown."
    fix = "Write it like 0:01:15.500,0:01:18.000."
    return Problem("bad-timing", number, 1, message, fix, "error")
