"""Clips: excerpts of recordings, with chapters and tagged moments."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from lessonbank.bank.item import (
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
    title: Text


class Moment(Value):
    """A tagged instant, or a tagged span if `to` is given."""

    at: Timecode
    to: Timecode | None = None
    tag: TagId
    note: Text | None = None


class TimedQuestion(Value):
    """A question about a second of the clip. With `pause` the film stops there and asks it."""

    at: Timecode
    question: Text
    pause: bool = False


class WatchFor(Value):
    """Viewing prompts. Those in `timed` belong to a second; the others do not."""

    before: tuple[Text, ...] = ()
    during: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()
    timed: tuple[TimedQuestion, ...] = ()


class Clip(Page):
    """An excerpt of a recording. Its times are in the recording's clock."""

    kind: ClassVar[str] = "clip"
    folder: ClassVar[str] = "clips"

    title: Text
    summary: Text
    """One line: what viewers will see."""
    recording: RecordingId
    start: Timecode = Field(alias="from")
    end: Timecode = Field(alias="to")
    subject: SubjectId
    phase: PhaseId
    years: tuple[YearId, ...] = ()
    techniques: tuple[TechniqueId, ...] = ()
    statements: tuple[StatementId, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    moments: tuple[Moment, ...] = ()
    purpose: Literal["exemplar", "reflection", "problem-of-practice", "walkthrough"] = "exemplar"
    setting: Literal["mainstream", "send", "alternative-provision"] = "mainstream"
    transcript: MediaPath | None = None
    """A prose transcript of the clip, if the recording has no captions."""
    code: Code | None = None
    """A short code to read out and type in; file addresses differ between computers."""
    context: Text | None = None
    watch_for: WatchFor = WatchFor()
    credits: tuple[Credit, ...] = ()
    """Credits in addition to the recording's."""
    licence: Licence | None = None
    resources: tuple[Resource, ...] = ()
    downloads: bool = False
    """Whether viewers may download the film."""

    @property
    def duration(self) -> float:
        """The clip's length in seconds."""
        return round(self.end - self.start, 3)

    def relative(self, at: float) -> float:
        """Convert seconds in the recording's clock to the clip's own, which starts at 0."""
        return round(at - self.start, 3)
