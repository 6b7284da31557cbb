"""What is said in the clips of an edition: captions and descriptions cut to each, or prose."""

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
    """Each clip's cues in its own clock; `captions` are those of whole recordings, by path."""
    spoken = {path: attributed(with_durations(found.cues)) for path, found in captions.items()}
    return {
        clip.id: _cut(spoken[path], clip, bank)
        for clip in bank.of(Clip).values()
        if (path := bank.recording_of(clip).captions) is not None and path in spoken
    }


def descriptions_of(bank: Bank, captions: Mapping[str, Captions]) -> Mapping[str, tuple[Cue, ...]]:
    """Each clip's text descriptions in its own clock, where there are any."""
    return {
        clip.id: cues
        for clip in bank.of(Clip).values()
        if (path := bank.recording_of(clip).descriptions) is not None
        and path in captions
        and (cues := _cut(with_durations(captions[path].cues), clip, bank))
    }


def _cut(cues: Sequence[Cue], clip: Clip, bank: Bank) -> tuple[Cue, ...]:
    """What is said in the clip, apart from what is taken out of its sound."""
    redactions = bank.recording_of(clip).redactions
    spoken = redact(cues, redactions.silences)
    return rebase(spoken, clip.start, clip.end, redactions.spans)


def prose_of(bank: Bank, tree: Tree) -> Mapping[str, Transcript]:
    """The transcripts of clips that have one without times. Raises OSError."""
    return {
        clip.id: _read(tree.read(f"{MEDIA}/{clip.transcript}", MAX_CAPTIONS), clip.transcript)
        for clip in bank.of(Clip).values()
        if clip.transcript is not None
    }


def _read(data: bytes, name: str) -> Transcript:
    """A transcript as prose; of a file of captions what is said, without its times."""
    captions = parse(data, name)
    if not captions.cues:
        return prose(decode(data).text)
    return untimed(transcript(attributed(captions.cues)))
