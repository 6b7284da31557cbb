"""Captions, descriptions and transcripts of an edition's clips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lessonbank.bank import Bank, Clip
from lessonbank.captions import (
    Captions,
    Cue,
    Transcript,
    attributed,
    decode,
    parse,
    prose,
    rebase,
    redact,
    transcript,
    untimed,
    with_durations,
)
from lessonbank.content import Tree
from lessonbank.content.checks.context import MAX_CAPTIONS
from lessonbank.content.footage import MEDIA


def cues_of(bank: Bank, captions: Mapping[str, Captions]) -> Mapping[str, tuple[Cue, ...]]:
    """Return each clip's cues in its own time. `captions` are of whole recordings, by path."""
    spoken = {path: attributed(with_durations(found.cues)) for path, found in captions.items()}
    return {
        clip.id: _cut(spoken[path], clip, bank)
        for clip in bank.of(Clip).values()
        if (path := bank.recording_of(clip).captions) is not None and path in spoken
    }


def descriptions_of(bank: Bank, captions: Mapping[str, Captions]) -> Mapping[str, tuple[Cue, ...]]:
    """Return each clip's text descriptions in its own time."""
    return {
        clip.id: cues
        for clip in bank.of(Clip).values()
        if (path := bank.recording_of(clip).descriptions) is not None
        and path in captions
        and (cues := _cut(with_durations(captions[path].cues), clip, bank))
    }


def _cut(cues: Sequence[Cue], clip: Clip, bank: Bank) -> tuple[Cue, ...]:
    """Cut captions to a clip, without redacted parts."""
    redactions = bank.recording_of(clip).redactions
    spoken = redact(cues, redactions.silences)
    return rebase(spoken, clip.start, clip.end, redactions.spans)


def prose_of(bank: Bank, tree: Tree) -> Mapping[str, Transcript]:
    """Return transcripts without times, by clip. Raise OSError."""
    return {
        clip.id: _read(tree.read(f"{MEDIA}/{clip.transcript}", MAX_CAPTIONS), clip.transcript)
        for clip in bank.of(Clip).values()
        if clip.transcript is not None
    }


def _read(data: bytes, name: str) -> Transcript:
    """Read a transcript as prose; drop the times of captions."""
    captions = parse(data, name)
    if not captions.cues:
        return prose(decode(data).text)
    return untimed(transcript(attributed(captions.cues)))
