"""Parse a captions file of any format into cues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from lessonbank.captions.cue_problems import cue_problems
from lessonbank.captions.cues import Captions
from lessonbank.captions.decode import Decoded, decode
from lessonbank.captions.growing import grown
from lessonbank.captions.meetings import with_voices, without_machine_ids
from lessonbank.captions.problems import Problem
from lessonbank.captions.rolling import unrolled
from lessonbank.captions.sbv import is_sbv, parse_sbv
from lessonbank.captions.srt import is_subrip, parse_subrip
from lessonbank.captions.ttml import is_ttml, parse_ttml
from lessonbank.captions.webvtt import is_webvtt, lacks_header, parse_webvtt, with_header


def parse(data: bytes, filename: str) -> Captions:
    """Parse captions; detect the format from the content first, then from the suffix.

    Read rolling lines once, and turn speaker labels into voices. Never raises: faults are in the
    result's problems, and a file without captions gives no cues and an error. `filename` is not
    opened.
    """
    decoded = decode(data)
    captions = _as_meant(_parse_text(decoded.text, PurePath(filename).suffix.lower()))
    problems = (*_encoding_problems(decoded), *captions.problems, *cue_problems(captions.cues))
    in_order = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column or 0)))
    return replace(captions, problems=in_order, encoding=decoded.encoding)


_FORMATS: tuple[tuple[Callable[[str], bool], Callable[[str], Captions]], ...] = (
    (is_webvtt, parse_webvtt),
    (is_ttml, parse_ttml),
    (is_sbv, parse_sbv),
    (is_subrip, parse_subrip),
)
"""The detector and the parser of each format."""


def _parse_text(text: str, suffix: str) -> Captions:
    read = next((read for is_it, read in _FORMATS if is_it(text)), None)
    if suffix == ".vtt" and read in {None, parse_subrip} and lacks_header(text):
        return _headless(text)
    if read is None and suffix == ".srt":
        captions = parse_subrip(text)
        return captions if captions.cues else Captions((), (_not_captions(suffix),))
    if read is None:
        return Captions((), (_not_captions(suffix),))
    captions = read(text)
    return _misnamed(captions) if suffix == ".vtt" and read is parse_subrip else captions


def _as_meant(captions: Captions) -> Captions:
    """Undo artefacts of automatic captions and meeting software."""
    cues = without_machine_ids(captions.cues)
    problems = captions.problems
    if folded := unrolled(cues):
        cues, problems = folded, (*problems, _repeating(captions, _ROLLING))
    elif longest := grown(cues):  # A line may grow first and roll up then.
        cues, problems = unrolled(longest) or longest, (*problems, _repeating(captions, _GROWING))
    return replace(captions, cues=with_voices(cues), problems=problems)


_ROLLING = "Each line is repeated, as in automatic captions; the repeats are left out."
_GROWING = "Each caption repeats the last, as in live captions; the repeats are left out."


def _repeating(captions: Captions, message: str) -> Problem:
    fix = "Proofread the captions: speech recognition makes mistakes."
    return Problem("rolling", captions.cues[0].source_line or 1, None, message, fix)


def _encoding_problems(decoded: Decoded) -> tuple[Problem, ...]:
    if decoded.notice is None:
        return ()
    return (Problem("encoding", 1, None, decoded.notice, "Save the file as UTF-8."),)


def _headless(text: str) -> Captions:
    """WebVTT without its first line; lines are those of the file as it is."""
    whole = with_header(text)
    captions = parse_webvtt(whole)
    added = whole.count("\n") - text.count("\n")
    cues = (replace(cue, source_line=cue.source_line - added) for cue in captions.cues)
    found = (replace(each, line=max(1, each.line - added)) for each in captions.problems)
    message = "The file does not start with WEBVTT, so no browser reads it; it was read as WebVTT."
    fix = "Make the first line WEBVTT in capitals, then leave a blank line."
    problem = Problem("no-header", 1, 1, message, fix)
    return replace(captions, cues=tuple(cues), problems=(problem, *found))


def _misnamed(captions: Captions) -> Captions:
    message = "The file is named .vtt, but it is SubRip inside; it was read as SubRip."
    problem = Problem("misnamed", 1, 1, message, "Rename it to .srt, or export it as WebVTT.")
    return replace(captions, problems=(problem, *captions.problems))


def _not_captions(suffix: str) -> Problem:
    if suffix == ".vtt":
        message = "The file does not start with WEBVTT, so no browser reads it."
        fix = "Make the first line WEBVTT in capitals, then leave a blank line."
    else:
        message = "The file holds no captions: it is neither WebVTT nor SubRip."
        fix = "Export captions as WebVTT (.vtt) or SubRip (.srt)."
    return Problem("not-captions", 1, 1, message, fix, "error")
