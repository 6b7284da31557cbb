"""What pages are made from: an edition's bank, and what was made of its footage."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lessonbank.bank import Bank, Clip
from lessonbank.captions import Cue, Transcript, to_webvtt, transcript
from lessonbank.media import ClipMedia


@dataclass(frozen=True, slots=True)
class Unmade:
    """A clip of a preview that cannot be watched yet; `cause` says why it never will, as it is."""

    cause: str | None = None


@dataclass(frozen=True)
class Library:
    """Clips with their media; `cues` are re-based to the clip, `prose` has no times.

    A clip of the bank is either in `media` or in `unmade`, which only a preview fills.
    """

    bank: Bank
    media: Mapping[str, ClipMedia]
    cues: Mapping[str, tuple[Cue, ...]]
    prose: Mapping[str, Transcript]
    unmade: Mapping[str, Unmade] = field(default_factory=dict)

    @cached_property
    def clips(self) -> tuple[Clip, ...]:
        """Clips whose media is there to be watched, in the order they are browsed."""
        return self._browsed(self.media)

    @cached_property
    def waiting(self) -> tuple[Clip, ...]:
        """Clips whose media is not there, in the same order."""
        return self._browsed(self.unmade)

    def _browsed(self, ids: Container[str]) -> tuple[Clip, ...]:
        clips = (clip for clip in self.bank.of(Clip).values() if clip.id in ids)
        return tuple(sorted(clips, key=self._place))

    def _place(self, clip: Clip) -> tuple[str, int, str, str]:
        phases = list(self.bank.terms["phase"])
        subject = self.bank.label("subject", clip.subject)
        return subject.casefold(), phases.index(clip.phase), clip.title.casefold(), clip.id

    def transcript_of(self, clip: Clip) -> Transcript | None:
        """What is said, with times where there are captions."""
        if clip.id in self.cues:
            return transcript(self.cues[clip.id])
        return self.prose.get(clip.id)

    def captions_of(self, clip: Clip) -> str | None:
        """The clip's captions as WebVTT."""
        cues = self.cues.get(clip.id)
        return to_webvtt(cues) if cues else None
