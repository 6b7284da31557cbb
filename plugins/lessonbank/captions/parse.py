"""Bytes of a captions file to cues, whatever its format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from lessonbank.captions.cues import Captions
from lessonbank.captions.decode import Decoded, decode
from lessonbank.captions.problems import Problem
from lessonbank.captions.srt import is_subrip, parse_subrip
from lessonbank.captions.webvtt import is_webvtt, parse_webvtt


def parse(data: bytes, filename: str) -> Captions:
    """Parse WebVTT or SubRip: told apart by what the file holds first, by its suffix second.

    Never raises: what is wrong is in the result's problems, and a file that holds no captions
    gives no cues and an error. `filename` is not opened.
    """
    decoded = decode(data)
    captions = _parse_text(decoded.text, PurePath(filename).suffix.lower())
    problems = (*_encoding_problems(decoded), *captions.problems)
    in_order = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column or 0)))
    return replace(captions, problems=in_order, encoding=decoded.encoding)


def _parse_text(text: str, suffix: str) -> Captions:
    if is_webvtt(text):
        return parse_webvtt(text)
    if is_subrip(text):
        captions = parse_subrip(text)
        return _misnamed(captions) if suffix == ".vtt" else captions
    if suffix == ".srt":
        captions = parse_subrip(text)
        return captions if captions.cues else Captions((), (_not_captions(suffix),))
    return Captions((), (_not_captions(suffix),))


def _encoding_problems(decoded: Decoded) -> tuple[Problem, ...]:
    if decoded.notice is None:
        return ()
    return (Problem("encoding", 1, None, decoded.notice, "Save the file as UTF-8."),)


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
