"""What pages are made from: an edition's bank and its encoded media."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from lessonbank.bank import Bank, Clip, Form, Prose, School, Scope, Session, own_names
from lessonbank.captions import Cue, Transcript, to_webvtt
from lessonbank.editions import Edition, Ended
from lessonbank.media import ClipMedia
from lessonbank.site.offline import OfflineCopy
from lessonbank.site.speech import Speech, Transcribed


@dataclass(frozen=True, slots=True)
class Unmade:
    """A clip of a preview without media. `cause` says why encoding failed, if it did."""

    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Logo:
    """The published copy of a logo: its address from the site's root, and its bytes."""

    url: str
    data: bytes


@dataclass(frozen=True)
class Library:
    """Clips with their media. `cues` are in the clip's time; `prose` transcripts have no times.

    `described` are renditions with spoken audio description. `descriptions` are cues that describe
    the picture, in the clip's time. Most clips have neither. `translations` are captions and
    transcripts in further languages.

    Each clip is either in `media` or in `unmade`. Only a preview has `unmade` clips.

    `today` is the day of the build: later sessions are upcoming.

    `films_at` is the address that pages load films from; the site holds them if it is empty.

    `edition` is the edition. `published` is the address of the published site, with a
    slash at its end; codes to scan need it. `version` is that of the handbook.

    `ended` are items that were shown once and may be no longer. `struck` counts, by kind and id,
    how many of the things that an item names are not in the edition. `offline` is the copy that the
    trust offers for download. Only libraries with `shows_coverage` have pages on coverage and gaps.
    `site_url` is the published address with a slash at its end; it is empty for a site without one,
    such as a pack or a preview.
    """

    bank: Bank
    media: Mapping[str, ClipMedia]
    cues: Mapping[str, tuple[Cue, ...]]
    prose: Mapping[str, Transcript]
    today: date
    described: Mapping[str, ClipMedia] = field(default_factory=dict)
    descriptions: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    translations: Mapping[str, tuple[Speech, ...]] = field(default_factory=dict)
    unmade: Mapping[str, Unmade] = field(default_factory=dict)
    ended: tuple[Ended, ...] = ()
    struck: Mapping[tuple[str, str], int] = field(default_factory=dict)
    films_at: str = ""
    site_url: str = ""
    offline: OfflineCopy | None = None
    texts: Mapping[str, Prose] = field(default_factory=dict)
    """The trust's pages without an item, by path below `content/`."""
    logos: Mapping[str, Logo] = field(default_factory=dict)
    """The logos of schools, by the school's id."""
    leading: School | None = None
    """The school that the edition is for, if it is for one."""
    edition: Edition = field(default_factory=lambda: Edition(Scope.PUBLIC))
    published: str = ""
    version: str = ""
    shows_coverage: bool = False

    def absolute(self, path: str) -> str:
        """Return the whole address of a file of the published site; a whole one as it is."""
        return path if path.startswith(("https://", "http://")) else self.site_url + path

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

    def language_of(self, clip: Clip) -> str:
        """Return the language that is spoken in a clip."""
        return self.bank.recording_of(clip).language or self.bank.trust.language

    def speech_of(self, clip: Clip) -> Speech:
        """Return what is said in a clip, in the language that is spoken in it."""
        return Speech(
            self.language_of(clip),
            self.cues.get(clip.id),
            self.descriptions.get(clip.id, ()),
            self.prose.get(clip.id),
        )

    def speeches_of(self, clip: Clip) -> tuple[Speech, ...]:
        """Return what is said in a clip in each language, that of the clip first."""
        return (self.speech_of(clip), *self.translations.get(clip.id, ()))

    def transcripts_of(self, clip: Clip) -> tuple[Transcribed, ...]:
        """Return a clip's transcripts, that in its own language first."""
        speeches = self.speeches_of(clip)
        names = own_names(tuple(each.language for each in speeches))
        return tuple(
            Transcribed(each.language, name, words)
            for each, name in zip(speeches, names, strict=True)
            if (words := each.transcript) is not None
        )

    def captions_of(self, clip: Clip) -> str | None:
        """Return the clip's captions as WebVTT."""
        return self.speech_of(clip).captions

    def descriptions_of(self, clip: Clip) -> str | None:
        """Return the clip's text descriptions as WebVTT."""
        cues = self.descriptions.get(clip.id)
        return to_webvtt(cues) if cues else None
