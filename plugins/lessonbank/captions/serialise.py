"""Write cues as WebVTT."""

from __future__ import annotations

from collections.abc import Iterable

from lessonbank.captions.cues import Cue
from lessonbank.captions.cuetext import format_cue_text
from lessonbank.captions.settings import format_settings
from lessonbank.captions.timestamps import format_timestamp


def to_webvtt(cues: Iterable[Cue]) -> str:
    """Write WebVTT that parses to the same cues, with LF line ends."""
    return "\n".join(("WEBVTT\n", *map(_block, cues)))


def _block(cue: Cue) -> str:
    times = f"{format_timestamp(cue.start)} --> {format_timestamp(cue.end)}"
    lines = (_identifier(cue), times + format_settings(cue.settings), format_cue_text(cue.nodes))
    return "".join(f"{line}\n" for line in lines if line)


def _identifier(cue: Cue) -> str:
    """Return the identifier, or "" if a parser could misread it."""
    safe = "-->" not in cue.identifier and "\n" not in cue.identifier
    return cue.identifier if safe else ""
