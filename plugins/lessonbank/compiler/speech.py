"""What is said in the clips of an edition: captions cut to each clip, or a prose transcript."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lessonbank.bank import Bank, Clip
from lessonbank.captions import Cue, Transcript, decode, parse, prose, rebase


def cues_of(bank: Bank, media: Path) -> Mapping[str, tuple[Cue, ...]]:
    """Each clip's cues in its own clock. A file of captions is read once."""

    @cache
    def read(name: str) -> tuple[Cue, ...]:
        return parse((media / name).read_bytes(), name).cues

    return {
        clip.id: rebase(read(captions), clip.start, clip.end)
        for clip in bank.of(Clip).values()
        if (captions := bank.recording_of(clip).captions) is not None
    }


def prose_of(bank: Bank, media: Path) -> Mapping[str, Transcript]:
    """The transcripts of clips that have one without times."""
    return {
        clip.id: prose(decode((media / clip.transcript).read_bytes()).text)
        for clip in bank.of(Clip).values()
        if clip.transcript is not None
    }
