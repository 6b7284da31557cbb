"""Write sessions as iCalendar files (RFC 5545): feeds to subscribe to, and one file per session.

Times are in UTC, because calendar programs disagree about the names of time zones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vDuration, vText

from lessonbank.bank import Bank, School, Session
from lessonbank.site.dates.feeds import Feed, feeds
from lessonbank.site.dates.schedule import Schedule, elsewhere, session_path
from lessonbank.site.labels import people
from lessonbank.texts import gettext as _
from lessonbank.texts import listed

_PRODUCT = "-//lessonbank//handbook//EN"
_DAY = timedelta(days=1)


def calendar_files(schedule: Schedule) -> Mapping[str, bytes]:
    """Return every calendar of an edition, by address."""
    found = (*feeds(schedule), *_single(schedule))
    return {feed.url: _calendar(schedule, feed) for feed in found if feed.sessions}


def _single(schedule: Schedule) -> Iterator[Feed]:
    for session in schedule.sessions:
        yield Feed(session_path(session.id), title_of(schedule.bank, session), (session,))


def _calendar(schedule: Schedule, feed: Feed) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # icalendar does not escape values of properties that RFC 5545 does not define.
    calendar.add("name", vText(feed.name))
    calendar.add("x-wr-calname", vText(feed.name))
    calendar.add("refresh-interval", _DAY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_DAY))
    for session in feed.sessions:
        calendar.add_component(_event(schedule, session))
    return bytes(calendar.to_ical())


def _event(schedule: Schedule, session: Session) -> Event:
    event = Event()
    for name, value in _properties(schedule, session):
        event.add(name, value)
    return event


def _properties(schedule: Schedule, session: Session) -> Iterator[tuple[str, object]]:
    bank = schedule.bank
    yield "uid", f"{session.id}@{bank.trust.uid_domain}"
    yield "dtstamp", datetime.combine(schedule.today, time(), UTC)
    yield "sequence", session.sequence
    yield "status", "CANCELLED" if session.cancelled else "CONFIRMED"
    yield "summary", title_of(bank, session)
    starts, ends = times(schedule, session)
    yield "dtstart", starts
    yield "dtend", ends
    yield "transp", "OPAQUE" if isinstance(starts, datetime) else "TRANSPARENT"
    if where := listed(_where(bank, session)):
        yield "location", where
    if about := "\n".join(_about(bank, session)):
        yield "description", about


def times(schedule: Schedule, session: Session) -> tuple[date, date]:
    """Return start and end: instants in UTC, or days. The end day is exclusive."""
    starts, ends = session.starts(schedule.zone), session.ends(schedule.zone)
    if starts is None or ends is None:
        return session.on, session.last_day + _DAY
    return starts.astimezone(UTC), ends.astimezone(UTC)


def title_of(bank: Bank, session: Session) -> str:
    """Return a session's title, marked if it is cancelled."""
    offer = bank.offer_of(session)
    title = session.title or (offer.title if offer else "")
    return _("Cancelled: %(title)s", title=title) if session.cancelled else title


def _where(bank: Bank, session: Session) -> Iterator[str]:
    if session.venue:
        yield bank.of(School)[session.venue].name
    if session.place:
        yield session.place
    if session.mode != "in-person":
        yield _("online")


def _about(bank: Bank, session: Session) -> Iterator[str]:
    if leads := people(bank, bank.leads_of(session)):
        yield _("With %(people)s", people=listed(lead.label for lead in leads))
    if session.link and not session.cancelled:
        yield _("Join online: %(url)s", url=session.link)
    if session.dial_in and not session.cancelled:
        yield _("Dial in: %(number)s", number=session.dial_in)
    if session.booking and not session.cancelled:
        yield _("Book a place: %(url)s", url=session.booking)
    if session.end_assumed:
        yield _("The end time is an estimate.")
    if session.time_words and session.start is None:
        yield _("Time: %(time)s", time=session.time_words)
    if where := elsewhere(bank, session):
        yield where
    if session.note:
        yield session.note
