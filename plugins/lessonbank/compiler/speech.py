"""What is said in the clips of an edition: captions and descriptions cut to each, or prose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lessonbank.bank import Bank, Clip
from lessonbank.captions import Captions, Cue, Transcript, attributed, decode, prose, rebase, redact


def cues_of(bank: Bank, captions: Mapping[str, Captions]) -> Mapping[str, tuple[Cue, ...]]:
    """Each clip's cues in its own clock; `captions` are those of whole recordings, by path."""
    spoken = {path: attributed(found.cues) for path, found in captions.items()}
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
        and (cues := _cut(captions[path].cues, clip, bank))
    }


def _cut(cues: Sequence[Cue], clip: Clip, bank: Bank) -> tuple[Cue, ...]:
    """What is said in the clip, apart from what is taken out of its sound."""
    redactions = bank.recording_of(clip).redactions
    spoken = redact(cues, redactions.silences)
    return rebase(spoken, clip.start, clip.end, redactions.spans)


def prose_of(bank: Bank, media: Path) -> Mapping[str, Transcript]:
    """The transcripts of clips that have one without times."""
    return {
        clip.id: prose(decode((media / clip.transcript).read_bytes()).text)
        for clip in bank.of(Clip).values()
        if clip.transcript is not None
    }
