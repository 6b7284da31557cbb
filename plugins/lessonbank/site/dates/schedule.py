"""Sessions as pages show them: upcoming ones in order, then past ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from lessonbank.bank import Bank, Item, Offer, Programme, School, Session
from lessonbank.site.dates.words import day, hour, short, weekday
from lessonbank.site.labels import people
from lessonbank.site.urls import Link, item_link, school_path
from lessonbank.texts import gettext as _
from lessonbank.texts import mark, ngettext

_DAY = timedelta(days=1)
CALENDAR = "calendar/index.html"
"""The page of the school year."""
CALENDARS = "calendars/"
EVERY = f"{CALENDARS}all.ics"


def feed_path(kind: str, id_: str) -> str:
    """Return the address of the calendar of a school, role, workshop, programme or community."""
    return f"{CALENDARS}{kind}-{id_}.ics"


def session_path(id_: str) -> str:
    """Return the address of one session's calendar file."""
    return f"{CALENDARS}sessions/{id_}.ics"


def month_path(on: date) -> str:
    """Return the address of the page of a day's month."""
    return f"calendar/{on:%Y-%m}.html"


def entry_url(session: Session) -> str:
    """Return the address of a session's details: its place on the page of its month."""
    return f"{month_path(session.on)}#session-{session.id}"


@dataclass(frozen=True, slots=True)
class Invited:
    """Ids of the schools, roles and programmes that a session is for. Empty means all."""

    schools: tuple[str, ...]
    roles: tuple[str, ...]
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in a list. `starts` and `over` are instants in ISO 8601; other fields are words.

    `calendar` is the address of its calendar file; empty for a past session. `chips` say what kind
    of session it is. `notes` give exceptions, such as a moved date.
    """

    id: str
    calendar: str
    title: Link
    starts: str
    over: str
    short: str
    day: str
    hours: str
    invited: Invited
    chips: tuple[str, ...]
    where: tuple[Link, ...]
    leads: tuple[Link, ...]
    details: tuple[str, ...]
    booking: Link | None
    notes: tuple[str, ...]
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Dates:
    """Upcoming sessions, first one first, and past ones, last one first.

    `feed` is the address of the calendar with all of them, if there is one.
    """

    next: tuple[SessionLine, ...] = ()
    past: tuple[SessionLine, ...] = ()
    feed: str = ""


@dataclass(frozen=True)
class Schedule:
    """Every session of an edition, seen from one day."""

    bank: Bank
    today: date

    def of(self, item: Item) -> Dates:
        """Return the sessions of a workshop, programme, community or person, as lines."""
        sessions = self.sessions_of(item)
        feed = feed_path(item.kind, item.id) if sessions and isinstance(item, Offer) else ""
        return self._dates(sessions, feed)

    @property
    def every(self) -> Dates:
        return self._dates(self.sessions, EVERY)

    def sessions_of(self, item: Item) -> tuple[Session, ...]:
        """Return the sessions of a workshop, programme, community or person."""
        return self._by_item.get((item.kind, item.id), ())

    def line(self, session: Session) -> SessionLine:
        return self._lines[session.id]

    @cached_property
    def _lines(self) -> Mapping[str, SessionLine]:
        return {session.id: _line(self, session) for session in self.sessions}

    def over(self, session: Session) -> bool:
        """Return whether a session's last day is before the day of the build."""
        return session.last_day < self.today

    def _dates(self, sessions: Iterable[Session], feed: str) -> Dates:
        lines = [(self.over(each), self.line(each)) for each in sessions]
        past = tuple(line for over, line in lines if over)
        return Dates(tuple(line for over, line in lines if not over), past[::-1], feed)

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.bank.trust.time_zone)

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """Return all sessions by time; whole days come first."""
        sessions = self.bank.of(Session).values()
        return tuple(sorted(sessions, key=lambda s: (s.on, f"{s.start or ''}", s.id)))

    @cached_property
    def _by_item(self) -> Mapping[tuple[str, str], tuple[Session, ...]]:
        found: dict[tuple[str, str], list[Session]] = {}
        for session in self.sessions:
            for key in dict.fromkeys(_keys(self.bank, session)):
                found.setdefault(key, []).append(session)
        return {key: tuple(sessions) for key, sessions in found.items()}


def _keys(bank: Bank, session: Session) -> Iterator[tuple[str, str]]:
    """Yield the items whose pages list the session."""
    for kind, id_ in (("workshop", session.workshop), ("community", session.community)):
        if id_:
            yield kind, id_
    yield from ((Programme.kind, id_) for id_ in bank.programmes_with(session))
    yield from (("person", id_) for id_ in bank.leads_of(session))


def _line(schedule: Schedule, session: Session) -> SessionLine:
    bank = schedule.bank
    offer = bank.offer_of(session)
    link = item_link(offer) if offer else Link(session.title or "")
    starts, ends = session.starts(schedule.zone), session.ends(schedule.zone)
    midnight = datetime.combine(session.last_day + _DAY, time(), schedule.zone)
    return SessionLine(
        id=session.id,
        calendar="" if schedule.over(session) else session_path(session.id),
        title=Link(session.title or link.label, link.url),
        starts=(starts or session.on).isoformat(),
        over=(ends or midnight).isoformat(),
        short=short(session.on),
        day=_days(session),
        hours=_hours(session),
        invited=Invited(session.schools, bank.invited(session), bank.programmes_with(session)),
        chips=tuple(_chips(bank, session)),
        where=tuple(_where(bank, session)),
        leads=people(bank, bank.leads_of(session)),
        details=tuple(_details(session)),
        booking=_booking(session, schedule.today),
        notes=tuple(_notes(schedule, session)),
        cancelled=session.cancelled,
    )


def _days(session: Session) -> str:
    first = weekday(session.on)
    if session.last_day == session.on:
        return first
    return _("%(first)s to %(last)s", first=first, last=weekday(session.last_day))


def _hours(session: Session) -> str:
    if session.start is None or session.end is None:
        words = session.time_words
        return f"{words[0].upper()}{words[1:]}" if words else _("All day")
    start, end = hour(session.start), hour(session.end)
    if session.end_assumed:
        return _("%(start)s to %(end)s (estimated end)", start=start, end=end)
    return _("%(start)s to %(end)s", start=start, end=end)


_MODES = {"online": mark("Online"), "hybrid": mark("In person or online")}


def _chips(bank: Bank, session: Session) -> Iterator[str]:
    schools = [bank.of(School)[id_].name for id_ in session.schools]
    if session.inset:
        yield _("School INSET day") if schools else _("Trust INSET day")
    if len(schools) == len(bank.of(School)):
        schools = []
    if session.mode in _MODES:
        yield _(_MODES[session.mode])
    yield from (bank.label("role", role) for role in session.roles)
    yield from (_("For %(audience)s", audience=school) for school in schools)


def _where(bank: Bank, session: Session) -> Iterator[Link]:
    if session.venue:
        yield Link(bank.of(School)[session.venue].name, school_path(session.venue))
    if session.place:
        yield Link(session.place)
    if session.link and not session.cancelled:
        yield Link(_("Join online"), session.link)


def _details(session: Session) -> Iterator[str]:
    if session.hours:
        yield _("Counts as %(hours)s hours", hours=f"{session.hours:g}")
    if session.places:
        yield ngettext("%(num)d place", "%(num)d places", session.places)
    if session.cost:
        yield session.cost


def _booking(session: Session, today: date) -> Link | None:
    """Return the link for booking, or None when booking is over."""
    last = session.book_by or session.last_day
    if session.booking is None or session.cancelled or last < today:
        return None
    if session.book_by:
        return Link(_("Book a place by %(day)s", day=day(session.book_by)), session.booking)
    return Link(_("Book a place"), session.booking)


def elsewhere(bank: Bank, session: Session) -> str:
    """Say where staff find joining details that this edition withholds; else return ""."""
    withheld = bank.withheld.get((session.kind, session.id), frozenset())
    joining, booking = bool(withheld & {"link", "dial_in"}), "booking" in withheld
    if session.cancelled or not (joining or booking):
        return ""
    if joining and booking:
        return _("Joining and booking details are in the trust's edition.")
    if joining:
        return _("Joining details are in the trust's edition.")
    return _("Booking details are in the trust's edition.")


def _notes(schedule: Schedule, session: Session) -> Iterator[str]:
    today = schedule.today
    if session.moved_from:
        yield _("Moved from %(day)s.", day=weekday(session.moved_from))
    if session.book_by and session.book_by < today <= session.last_day and not session.cancelled:
        yield _("Booking closed on %(day)s.", day=day(session.book_by))
    if session.dial_in and not session.cancelled:
        yield _("Dial in: %(number)s", number=session.dial_in)
    if not schedule.over(session) and (where := elsewhere(schedule.bank, session)):
        yield where
    if session.note:
        yield session.note
