"""Sessions: dates of workshops, community meetings and INSET days."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from lessonbank.bank.audience import Audience
from lessonbank.bank.contact import Contact
from lessonbank.bank.item import (
    Item,
    Limits,
    PersonId,
    Prose,
    Reference,
    RoleId,
    SchoolId,
    Slug,
    Text,
)
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
    WithJsonSchema({"type": "string", "pattern": rf"^\s*(?:{_WRITTEN.pattern})\s*$"}),
    Field(description="a time of day such as 15:45", examples=["15:45"]),
]


def clock_change(on: date, at: time, zone: ZoneInfo) -> Literal["missing", "twice"] | None:
    """Return `missing` or `twice` for a local time that a clock change skips or repeats."""
    local = datetime.combine(on, at)
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return None
    there_and_back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return "twice" if there_and_back == local else "missing"


class Session(Item):
    """One date in the trust's local time. A session without a start lasts whole days.

    Its id never changes, because calendars identify it by that.
    """

    kind: ClassVar[str] = "session"
    folder: ClassVar[str] = "sessions"

    title: Text | None = None
    """Title, if there is no workshop or community or it should differ from theirs."""
    workshop: Annotated[Slug, Reference("workshop", needed=True)] | None = None
    """The workshop that is held."""
    community: Annotated[Slug, Reference("community", needed=True)] | None = None
    """The community that meets."""
    programme: Annotated[Slug, Reference("programme")] | None = None
    """The only programme that it belongs to; by default, every programme with its workshop."""
    on: date
    """The day."""
    start: ClockTime | None = None
    """When it starts. Without a start it lasts the whole day."""
    end: ClockTime | None = None
    """When it ends."""
    until: date | None = None
    """The last day, if later than `on`."""
    end_assumed: bool = False
    """Whether `end` was not given but worked out from the trust's usual length."""
    time_words: Text | None = None
    """The time in words, instead of a start: `after school`, `to be confirmed`."""
    hours: float | None = Field(default=None, gt=0, le=100)
    """Hours that count, if not the whole time."""
    inset: bool = False
    """Whether schools are closed to pupils on the day."""
    directed: bool | None = None
    """Whether it is in teachers' directed time; by default only INSET days are."""
    mode: Literal["in-person", "online", "hybrid"] = "in-person"
    """Whether people meet in person, online, or either way."""
    venue: SchoolId | None = None
    """The school where it is held."""
    place: Text | None = None
    """The room or address."""
    link: Annotated[WebAddress, Audience(Scope.TRUST)] | None = None
    """The link to the online meeting, for staff only."""
    dial_in: Annotated[Text, Contact(), Audience(Scope.TRUST)] | None = None
    """The meeting's telephone number and PIN, for staff only."""
    facilitators: tuple[PersonId, ...] = ()
    """The people who lead it."""
    schools: Annotated[tuple[SchoolId, ...], Limits()] = ()
    """The schools whose staff it is for; empty for all."""
    roles: tuple[RoleId, ...] = ()
    """The roles that it is for; empty for everyone."""
    places: int | None = Field(default=None, ge=1, le=100_000)
    """How many people can come."""
    cost: Text | None = None
    """What it costs, in words."""
    booking: Annotated[WebAddress, Audience(Scope.TRUST, unless="booking_for")] | None = None
    """The web address for booking."""
    booking_for: BeyondTheTrust | None = None
    """Who may see the booking address, if more than the trust's staff."""
    book_by: date | None = None
    """The last day for booking."""
    cancelled: bool = False
    """Whether it is cancelled. Keep the file, so that calendars show it."""
    moved_from: date | None = None
    """The previous date."""
    note: Prose | None = None
    """What else people should know."""
    revision: int = Field(default=0, ge=0, le=10_000)
    """Number of changes since it was published, if more than one."""

    @property
    def sequence(self) -> int:
        """The iCalendar SEQUENCE, by which calendars recognise a newer version (RFC 5545)."""
        return max(self.revision, (self.moved_from is not None) + self.cancelled)

    def following(self, before: Session) -> Session:
        """Return the session, with a revision that makes it newer than `before` in calendars."""
        changes = (getattr(self, name) != getattr(before, name) for name in _ANNOUNCED)
        if self.sequence > before.sequence or not (any(changes) or self.sequence < before.sequence):
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
        """Return the start; None for whole days."""
        return None if self.start is None else datetime.combine(self.on, self.start, zone)

    def ends(self, zone: ZoneInfo) -> datetime | None:
        """Return the end; None for whole days."""
        return None if self.end is None else datetime.combine(self.last_day, self.end, zone)

    def counted(self, zone: ZoneInfo) -> float | None:
        """Return the hours that count; None for whole days without `hours`."""
        starts, ends = self.starts(zone), self.ends(zone)
        if self.hours or starts is None or ends is None:
            return self.hours
        return (ends.astimezone(UTC) - starts.astimezone(UTC)) / timedelta(hours=1)


_ANNOUNCED = (
    *("title", "workshop", "community", "on", "start", "end", "end_assumed", "time_words"),
    *("until", "mode", "venue", "place"),
    *("link", "dial_in", "facilitators", "booking", "note", "cancelled", "moved_from"),
)
"""The fields that calendars show."""
