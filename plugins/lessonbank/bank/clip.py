"""Clips: excerpts of recordings, with chapters and tagged moments."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonbank.bank.item import (
    Location,
    Page,
    PhaseId,
    StatementId,
    SubjectId,
    TagId,
    TechniqueId,
    Text,
    Value,
    YearId,
)
from lessonbank.bank.language import LanguageTag
from lessonbank.bank.licence import Licence
from lessonbank.bank.people import Credit
from lessonbank.bank.recording import MediaPath, RecordingId
from lessonbank.bank.resource import Resource
from lessonbank.bank.timecode import Timecode

Code = Annotated[
    str,
    Field(
        pattern=r"^[A-Z]{2,6}-[0-9]{2,6}$",
        description="capital letters, a hyphen and digits",
        examples=["NF-0042"],
    ),
]


class Chapter(Value):
    """A part of the clip that starts at `at` and lasts until the next."""

    at: Timecode
    """When it starts, in the recording's time."""
    title: Text
    """What happens in it."""


class Moment(Value):
    """A tagged instant, or a tagged span if `to` is given."""

    at: Timecode
    """When it happens or starts, in the recording's time."""
    to: Timecode | None = None
    """When it ends, for a tag that marks a span."""
    tag: TagId
    """The tag."""
    note: Text | None = None
    """What to notice here."""


class TimedQuestion(Value):
    """A question about a second of the clip. With `pause` the film stops there and asks it."""

    at: Timecode
    """When it is shown, in the recording's time."""
    question: Text
    """The question."""
    pause: bool = False
    """Whether the film stops here until viewers go on."""


class WatchFor(Value):
    """Viewing prompts. Those in `timed` belong to a second; the others do not."""

    before: tuple[Text, ...] = ()
    """Questions to ask before watching."""
    during: tuple[Text, ...] = ()
    """Questions to keep in mind while watching."""
    after: tuple[Text, ...] = ()
    """Questions to ask after watching."""
    timed: tuple[TimedQuestion, ...] = ()
    """Questions that belong to a moment."""


class TranslatedTranscript(Value):
    """A prose transcript of a clip in a further language."""

    language: LanguageTag
    """The language, such as `cy` for Welsh."""
    transcript: MediaPath
    """The transcript in this language."""


class Clip(Page):
    """An excerpt of a recording. Its times are in the recording's clock."""

    kind: ClassVar[str] = "clip"
    folder: ClassVar[str] = "clips"

    title: Text
    """What the clip shows, in a few words."""
    summary: Text
    """One line: what viewers will see."""
    recording: RecordingId
    """The film that the clip is cut from."""
    start: Timecode = Field(alias="from")
    """When the clip starts, in the recording's time."""
    end: Timecode = Field(alias="to")
    """When the clip ends, in the recording's time."""
    subject: SubjectId
    """The subject taught."""
    phase: PhaseId
    """The phase taught."""
    years: tuple[YearId, ...] = ()
    """The year groups taught."""
    techniques: tuple[TechniqueId, ...] = ()
    """The techniques that the clip shows."""
    statements: tuple[StatementId, ...] = ()
    """Statements of frameworks that the clip shows."""
    chapters: tuple[Chapter, ...] = ()
    """The parts of the clip, in order."""
    moments: tuple[Moment, ...] = ()
    """Tagged moments, for viewers to jump to."""
    published: date | None = None
    """The day on which it was first published, for news feeds and search engines."""
    purpose: Literal["exemplar", "reflection", "problem-of-practice", "walkthrough"] = "exemplar"
    """What the clip is for."""
    setting: Literal["mainstream", "send", "alternative-provision"] = "mainstream"
    """The kind of school or class."""
    transcript: MediaPath | None = None
    """A prose transcript of the clip, if the recording has no captions."""
    translations: tuple[TranslatedTranscript, ...] = ()
    """Prose transcripts in further languages, if the recording has no captions in them."""
    code: Code | None = None
    """A short code to read out and type in; file addresses differ between computers."""
    context: Text | None = None
    """What viewers should know about the class and the lesson."""
    watch_for: WatchFor = WatchFor()
    """Questions for viewers."""
    credits: tuple[Credit, ...] = ()
    """Credits in addition to the recording's."""
    licence: Licence | None = None
    """The clip's licence, if not the recording's."""
    resources: tuple[Resource, ...] = ()
    """Files to download with the clip."""
    downloads: bool = False
    """Whether viewers may download the film."""

    @property
    def transcripts(self) -> dict[Location, str]:
        """Its prose transcripts below `media/` in all languages, by place in its file."""
        named: dict[Location, str] = {
            ("translations", number, "transcript"): each.transcript
            for number, each in enumerate(self.translations)
        }
        return {("transcript",): self.transcript, **named} if self.transcript else named

    @property
    def duration(self) -> float:
        """The clip's length in seconds."""
        return round(self.end - self.start, 3)

    def relative(self, at: float) -> float:
        """Convert seconds in the recording's clock to the clip's own, which starts at 0."""
        return round(at - self.start, 3)
