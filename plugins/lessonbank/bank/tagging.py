"""Taggings: the sessions that the workbench saves in a `.lessonbank.json` file.

They are no items of a bank: `lessonbank add tagging` makes items from one. Other programs read
these files too. A change that could break a reader needs a new `version`; a new field does not.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from lessonbank.bank.statistics import Interval

MOST_SESSIONS, MOST_TAGS, MOST_MARKS = 100, 1000, 20_000
_DAY = 86_400
_DECIMALS = 3


def _milliseconds(seconds: float) -> float:
    return round(seconds, _DECIMALS)


def _real_day(written: str) -> str:
    """Return a day as it is written. Raise ValueError for one that no calendar has."""
    if written:
        date.fromisoformat(written)
    return written


_ID = r"^[A-Za-z0-9-]+$"
_ID_OR_EMPTY = r"^[A-Za-z0-9-]*$"

Id = Annotated[str, Field(pattern=_ID, max_length=60)]
Name = Annotated[str, Field(max_length=120)]
Words = Annotated[str, Field(max_length=4000)]
Seconds = Annotated[float, Field(ge=0, le=_DAY, allow_inf_nan=False), AfterValidator(_milliseconds)]
Day = Annotated[str, Field(pattern=r"^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?$"), AfterValidator(_real_day)]


class SessionPart(BaseModel):
    """A part of the file. Readers ignore fields that they do not know."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", strict=True, use_attribute_docstrings=True
    )


class TaggedFilm(SessionPart):
    """The film that was tagged, so that its owner finds it again. No part of it is in the file."""

    name: Annotated[str, Field(min_length=1, max_length=255)]
    """The name of the file."""
    size: Annotated[int, Field(ge=0)] = 0
    """The size of the file in bytes."""
    digest: Annotated[str, Field(max_length=128)] = ""
    """A digest of the beginning of the file."""


class SessionTag(SessionPart):
    """A tag, with all that is needed to go on tagging without the bank."""

    id: Annotated[str, Field(min_length=1, max_length=120)]
    """The id that marks name. It is that of a tag of the bank, if the tag comes from a bank."""
    label: Annotated[str, Field(min_length=1, max_length=120)]
    """The name of the tag."""
    kind: Literal["instant", "span"] = "instant"
    """The kind of its marks: `instant`, or `span` with a start and an end."""
    group: Name = ""
    """The id of its group, or empty."""
    exclusive: bool = False
    """True if spans of its group close each other."""
    lead: Annotated[float, Field(ge=0, le=60, allow_inf_nan=False)] = 3
    """Seconds to show before an instant."""
    lag: Annotated[float, Field(ge=0, le=120, allow_inf_nan=False)] = 7
    """Seconds to show after an instant."""
    who: Annotated[tuple[Name, ...], Field(max_length=100)] = ()
    """The roles that a mark may name as acting."""


class Mark(SessionPart):
    """A tag at a time of the film."""

    id: Id
    """An id of its own."""
    tag: Annotated[str, Field(min_length=1, max_length=120)]
    """The id of a tag of the same session."""
    at: Seconds
    """The second of the film where it starts."""
    to: Seconds | None = None
    """The second where it ends, or null for an instant."""
    who: Name = ""
    """The person who acts, as a role."""
    note: Words = ""
    """A note."""


class ClipAnswer(SessionPart):
    """An answer that is a second of a clip."""

    clip: Name
    """The id of the clip."""
    time: Name
    """The time in the clip, as people write it: `1:20`."""


Answer = Words | Annotated[tuple[Words, ...], Field(max_length=100)] | ClipAnswer


class TaggingSession(SessionPart):
    """One film, tagged once by one person. Without a film, a lesson tagged as it happened."""

    id: Id
    """An id of its own in the file."""
    title: Name = ""
    """A title."""
    on: Day = ""
    """The day, as year, month and day, or empty."""
    by: Name = ""
    """The person who tagged: a name or a role, or empty."""
    follows: Annotated[str, Field(pattern=_ID_OR_EMPTY, max_length=60)] = ""
    """The id of the session before it in a coaching cycle, or empty."""
    film: TaggedFilm | None = None
    """The film, or null if there is none yet."""
    length: Seconds = 0
    """The length of the film in seconds, or 0 if it is not known."""
    tagset: Name = ""
    """The id of the tag set of the bank, or empty."""
    tags: Annotated[tuple[SessionTag, ...], Field(max_length=MOST_TAGS)]
    """All tags that could be used, in order."""
    marks: Annotated[tuple[Mark, ...], Field(max_length=MOST_MARKS)]
    """All marks, in order of time."""
    goal: Words = ""
    """The goal of the lesson or of the coaching."""
    step: Words = ""
    """One step to try next."""
    answers: dict[str, dict[str, Answer]] = {}
    """Answers to the forms of the bank, by the id of the form and that of the question."""

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """The marks in seconds of the film; instants with their lead and their lag."""
        tags = {tag.id: tag for tag in self.tags}
        around = ((mark.tag, *_around(mark, tags.get(mark.tag))) for mark in self.marks)
        return tuple(Interval(tag, max(0.0, start), end) for tag, start, end in around)

    @property
    def whole(self) -> float:
        """The length of the film in seconds; how far it was tagged, if that is not known."""
        return self.length or max((mark.to or mark.at for mark in self.marks), default=0.0)

    def label(self, tag: str) -> str:
        """Return the name of a tag."""
        return next((each.label for each in self.tags if each.id == tag), tag)

    @property
    def extent(self) -> tuple[float, float] | None:
        """From the first mark to the last, with the lead and the lag of instants; None without."""
        tags = {tag.id: tag for tag in self.tags}
        around = [_around(mark, tags.get(mark.tag)) for mark in self.marks]
        if not around:
            return None
        first = max(0.0, min(start for start, _ in around))
        last = max(end for _, end in around)
        return first, min(last, self.length) if self.length > first else last


def _around(mark: Mark, tag: SessionTag | None) -> tuple[float, float]:
    """Return the time of a mark; that of an instant reaches from its lead to its lag."""
    if mark.to is not None and mark.to > mark.at:
        return mark.at, mark.to
    lead, lag = (tag.lead, tag.lag) if tag else (0.0, 0.0)
    return mark.at - lead, min(mark.at + lag, _DAY)


class SessionFile(SessionPart):
    """A session file of the workbench. A coaching cycle has several sessions, in order of date."""

    format: Literal["lessonbank-session"]
    """The name of the format."""
    version: Literal[1]
    """The version of the format."""
    sessions: Annotated[tuple[TaggingSession, ...], Field(min_length=1, max_length=MOST_SESSIONS)]
    """One session or more."""
