"""What pages are made from: an edition's bank and its encoded media."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from lessonbank.bank import Bank, Clip, Form, Session
from lessonbank.captions import Cue, Transcript, to_webvtt, transcript
from lessonbank.editions import Ended
from lessonbank.media import ClipMedia
from lessonbank.site.offline import OfflineCopy


@dataclass(frozen=True, slots=True)
class Unmade:
    """A clip of a preview without media. `cause` says why encoding failed, if it did."""

    cause: str | None = None


@dataclass(frozen=True)
class Library:
    """Clips with their media. `cues` are in the clip's time; `prose` transcripts have no times.

    `described` are renditions with spoken audio description. `descriptions` are cues that describe
    the picture, in the clip's time. Most clips have neither.

    Each clip is either in `media` or in `unmade`. Only a preview has `unmade` clips.

    `today` is the day of the build: later sessions are upcoming.

    `films_at` is the address that pages load films from; the site holds them if it is empty.

    `ended` are items that were shown once and may be no longer. `struck` counts, by kind and id,
    how many of the things that an item names are not in the edition. `offline` is the copy that the
    trust offers for download. Only libraries with `shows_coverage` have pages on coverage and gaps.
    """

    bank: Bank
    media: Mapping[str, ClipMedia]
    cues: Mapping[str, tuple[Cue, ...]]
    prose: Mapping[str, Transcript]
    today: date
    described: Mapping[str, ClipMedia] = field(default_factory=dict)
    descriptions: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    unmade: Mapping[str, Unmade] = field(default_factory=dict)
    ended: tuple[Ended, ...] = ()
    struck: Mapping[tuple[str, str], int] = field(default_factory=dict)
    films_at: str = ""
    offline: OfflineCopy | None = None
    shows_coverage: bool = False

    @cached_property
    def clips(self) -> tuple[Clip, ...]:
        """Clips with media, in browsing order."""
        return self._browsed(self.media)

    @cached_property
    def waiting(self) -> tuple[Clip, ...]:
        """Clips without media, in browsing order."""
        return self._browsed(self.unmade)

    @property
    def has_clips(self) -> bool:
        """Whether the site lists clips: it has some, or had some once."""
        return bool(self.bank.of(Clip) or self.ended)

    @property
    def is_remembered(self) -> bool:
        """Whether there is anything for a reader to keep on their device."""
        return self.has_clips or bool(self.bank.of(Session) or self.bank.of(Form))

    def _browsed(self, ids: Container[str]) -> tuple[Clip, ...]:
        clips = (clip for clip in self.bank.of(Clip).values() if clip.id in ids)
        return tuple(sorted(clips, key=self._place))

    @cached_property
    def by_technique(self) -> Mapping[str, tuple[Clip, ...]]:
        """The clips that show each technique, in browsing order."""
        found: dict[str, list[Clip]] = {}
        for clip in self.clips:
            for technique in clip.techniques:
                found.setdefault(technique, []).append(clip)
        return {technique: tuple(clips) for technique, clips in found.items()}

    def _place(self, clip: Clip) -> tuple[str, int, str, str]:
        phases = list(self.bank.terms["phase"])
        subject = self.bank.label("subject", clip.subject)
        return subject.casefold(), phases.index(clip.phase), clip.title.casefold(), clip.id

    def transcript_of(self, clip: Clip) -> Transcript | None:
        """Return a clip's speech and descriptions, with times where it has captions."""
        cues, descriptions = self.cues.get(clip.id), self.descriptions.get(clip.id, ())
        if cues is None and (clip.id in self.prose or not descriptions):
            return self.prose.get(clip.id)
        return transcript(cues or (), descriptions)

    def captions_of(self, clip: Clip) -> str | None:
        """Return the clip's captions as WebVTT."""
        cues = self.cues.get(clip.id)
        return to_webvtt(cues) if cues else None

    def descriptions_of(self, clip: Clip) -> str | None:
        """Return the clip's text descriptions as WebVTT."""
        cues = self.descriptions.get(clip.id)
        return to_webvtt(cues) if cues else None
