"""The words of a clip in one language: captions, descriptions and transcript."""

from __future__ import annotations

from dataclasses import dataclass

from lessonbank.captions import Cue, Transcript, to_webvtt, transcript


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said in a clip, in one language.

    `cues` and `descriptions` are in the clip's time. `cues` are None without captions. `prose` is a
    transcript without times.
    """

    language: str
    cues: tuple[Cue, ...] | None = None
    descriptions: tuple[Cue, ...] = ()
    prose: Transcript | None = None

    @property
    def transcript(self) -> Transcript | None:
        """The speech and the descriptions, with times where there are captions."""
        if self.cues is None and (self.prose or not self.descriptions):
            return self.prose
        return transcript(self.cues or (), self.descriptions)

    @property
    def captions(self) -> str | None:
        """The captions as WebVTT."""
        return to_webvtt(self.cues) if self.cues else None


@dataclass(frozen=True, slots=True)
class Transcribed:
    """A transcript with its language; `name` is what the language calls itself."""

    language: str
    name: str
    transcript: Transcript
