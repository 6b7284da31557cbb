"""Sessions: the dates on which workshops are held, communities meet and schools close to pupils."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from lessonbank.bank.audience import Audience
from lessonbank.bank.contact import Contact
from lessonbank.bank.item import Item, PersonId, Prose, Reference, RoleId, SchoolId, Slug, Text
from lessonbank.bank.people import WebAddress
from lessonbank.bank.scope import BeyondTheTrust, Scope

_WRITTEN = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII)


def _clock_time(written: object) -> time:
    if isinstance(written, time):
        return written
    match = _WRITTEN.fullmatch(str(written).strip())
    if match is None:
        raise PydanticCustomError("clock", "not a time of day")
    return time(int(match[1]), int(match[2]))


ClockTime = Annotated[
    time,
    BeforeValidator(_clock_time),
    Field(description="a time of day such as 15:45", examples=["15:45"]),
]


def clock_change(on: date, at: time, zone: ZoneInfo) -> Literal["missing", "twice"] | None:
    """What is wrong with a local time at a change of the clock: there is none, or there are two."""
    local = datetime.combine(on, at)
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return None
    there_and_back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return "twice" if there_and_back == local else "missing"


class Session(Item):
    """One occurrence, in local time of the trust. Without a start it takes whole days.

    Its id never changes, for calendars know it by that.
    """

    kind: ClassVar[str] = "session"
    folder: ClassVar[str] = "sessions"

    title: Text | None = None
    """Its own, for want of a workshop or a community, or in place of theirs."""
    workshop: Annotated[Slug, Reference("workshop", needed=True)] | None = None
    community: Annotated[Slug, Reference("community", needed=True)] | None = None
    programme: Annotated[Slug, Reference("programme")] | None = None
    """The only programme that it is for; else it is for each that has its workshop."""
    on: date
    start: ClockTime | None = None
    end: ClockTime | None = None
    until: date | None = None
    """The last day, where that is a later one."""
    end_assumed: bool = False
    """Whether nobody has said when it ends: `end` is its start and the trust's usual length."""
    time_words: Text | None = None
    """For want of a start, when it is in words: `after school`, `to be confirmed`."""
    hours: float | None = Field(default=None, gt=0, le=100)
    """What counts of the time, where that is not all of it."""
    inset: bool = False
    """A day on which schools are closed to pupils."""
    directed: bool | None = None
    """Whether it is in teachers' directed time; else an INSET day is, and nothing more."""
    mode: Literal["in-person", "online", "hybrid"] = "in-person"
    venue: SchoolId | None = None
    place: Text | None = None
    link: Annotated[WebAddress, Audience(Scope.TRUST)] | None = None
    """The address of the meeting: for staff alone."""
    dial_in: Annotated[Text, Contact(), Audience(Scope.TRUST)] | None = None
    """The telephone number of the meeting and what has to be keyed in."""
    facilitators: tuple[PersonId, ...] = ()
    schools: tuple[SchoolId, ...] = ()
    """Whose staff it is for; all schools' where none is named."""
    roles: tuple[RoleId, ...] = ()
    places: int | None = Field(default=None, ge=1, le=100_000)
    cost: Text | None = None
    booking: Annotated[WebAddress, Audience(Scope.TRUST, unless="booking_for")] | None = None
    booking_for: BeyondTheTrust | None = None
    """Who may see the booking address, where that is not the trust's staff alone."""
    book_by: date | None = None
    cancelled: bool = False
    moved_from: date | None = None
    """The day it was on before."""
    note: Prose | None = None
    revision: int = Field(default=0, ge=0, le=10_000)
    """How often it was changed since people were told of it, where that is more than once."""

    @property
    def sequence(self) -> int:
        """What tells calendars that this is newer than what they have (RFC 5545, 3.8.7.4)."""
        return max(self.revision, (self.moved_from is not None) + self.cancelled)

    def following(self, before: Session) -> Session:
        """This, with a revision by which calendars that know `before` take it for newer."""
        told = (getattr(self, name) != getattr(before, name) for name in _TOLD)
        if self.sequence > before.sequence or not (any(told) or self.sequence < before.sequence):
            return self
        return self.model_copy(update={"revision": before.sequence + 1})

    @property
    def is_directed(self) -> bool:
        return self.inset if self.directed is None else self.directed

    @property
    def last_day(self) -> date:
        return self.until or self.on

    @property
    def days(self) -> int:
        return (self.last_day - self.on).days + 1

    def starts(self, zone: ZoneInfo) -> datetime | None:
        """The instant at which it starts; None where it takes whole days."""
        return None if self.start is None else datetime.combine(self.on, self.start, zone)

    def ends(self, zone: ZoneInfo) -> datetime | None:
        """The instant at which it ends; None where it takes whole days."""
        return None if self.end is None else datetime.combine(self.last_day, self.end, zone)

    def counted(self, zone: ZoneInfo) -> float | None:
        """The hours that count of it; None where it takes whole days and says nothing of them."""
        starts, ends = self.starts(zone), self.ends(zone)
        if self.hours or starts is None or ends is None:
            return self.hours
        return (ends.astimezone(UTC) - starts.astimezone(UTC)) / timedelta(hours=1)


_TOLD = (
    *("title", "workshop", "community", "on", "start", "end", "end_assumed", "time_words"),
    *("until", "mode", "venue", "place"),
    *("link", "dial_in", "facilitators", "booking", "note", "cancelled", "moved_from"),
)
"""What calendars show of a session."""
