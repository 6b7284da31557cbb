"""Captions, descriptions and transcripts of an edition's clips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lessonbank.bank import Bank, Clip, Translation
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
from lessonbank.site import Speech


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


def translations_of(
    bank: Bank, captions: Mapping[str, Captions], tree: Tree
) -> Mapping[str, tuple[Speech, ...]]:
    """Return what is said in each clip in further languages. Raise OSError."""
    spoken = _Spoken(bank, captions, tree)
    clips = bank.of(Clip).values()
    return {clip.id: found for clip in clips if (found := tuple(spoken.translations(clip)))}


@dataclass(frozen=True)
class _Spoken:
    bank: Bank
    captions: Mapping[str, Captions]
    tree: Tree

    def translations(self, clip: Clip) -> Iterator[Speech]:
        """Yield the further languages of a clip: those of its recording, then its own."""
        timed = {each.language: each for each in self.bank.recording_of(clip).translations}
        prose = {each.language: each.transcript for each in clip.translations}
        for language in dict.fromkeys((*timed, *prose)):
            found = Speech(
                language,
                self._cues(clip, timed.get(language)),
                self._descriptions(clip, timed.get(language)),
                _prose(self.tree, prose[language]) if language in prose else None,
            )
            if found.cues or found.descriptions or found.prose:
                yield found

    def _cues(self, clip: Clip, found: Translation | None) -> tuple[Cue, ...] | None:
        read = self.captions.get(found.captions) if found else None
        return _cut(attributed(with_durations(read.cues)), clip, self.bank) if read else None

    def _descriptions(self, clip: Clip, found: Translation | None) -> tuple[Cue, ...]:
        read = self.captions.get(found.descriptions or "") if found else None
        return _cut(with_durations(read.cues), clip, self.bank) if read else ()


def _cut(cues: Sequence[Cue], clip: Clip, bank: Bank) -> tuple[Cue, ...]:
    """Cut captions to a clip, without redacted parts."""
    redactions = bank.recording_of(clip).redactions
    spoken = redact(cues, redactions.silences)
    return rebase(spoken, clip.start, clip.end, redactions.spans)


def prose_of(bank: Bank, tree: Tree) -> Mapping[str, Transcript]:
    """Return transcripts without times, by clip. Raise OSError."""
    return {
        clip.id: _prose(tree, clip.transcript)
        for clip in bank.of(Clip).values()
        if clip.transcript is not None
    }


def _prose(tree: Tree, name: str) -> Transcript:
    """Read a transcript as prose; drop the times of captions. Raise OSError."""
    data = tree.read(f"{MEDIA}/{name}", MAX_CAPTIONS)
    captions = parse(data, name)
    if not captions.cues:
        return prose(decode(data).text)
    return untimed(transcript(attributed(captions.cues)))
