"""Structured data of sessions: an event each."""

from __future__ import annotations

from datetime import date, datetime

from lessonbank.bank import School, Session
from lessonbank.site.dates.calendars import title_of
from lessonbank.site.dates.schedule import Schedule, entry_url
from lessonbank.site.library import Library
from lessonbank.site.linked.nodes import SCHEMA, Node, named_people, node, reference, trust_id
from lessonbank.site.urls import school_path

_MODES = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}


def event_id(library: Library, session: Session) -> str:
    """Return the address of a session's details, which is also the id of its event."""
    return library.absolute(entry_url(session))


def event(library: Library, schedule: Schedule, session: Session) -> Node | None:
    """Return a session as an event; None without a place, which search engines ask for."""
    places = _places(library, session)
    if not places:
        return None
    bank, offer = library.bank, library.bank.offer_of(session)
    moved = session.moved_from
    return node(
        "EducationEvent",
        id_=event_id(library, session),
        name=title_of(bank, session),
        description=offer.summary if offer else None,
        url=event_id(library, session),
        startDate=_written(session.starts(schedule.zone) or session.on),
        endDate=_written(session.ends(schedule.zone) or session.last_day),
        previousStartDate=_written(moved) if moved else None,
        eventStatus=f"{SCHEMA}/{_status(session)}",
        eventAttendanceMode=f"{SCHEMA}/{_MODES[session.mode]}",
        location=places,
        maximumAttendeeCapacity=session.places,
        organizer=reference(trust_id(library)),
        performer=named_people(library, bank, bank.leads_of(session)),
        inLanguage=bank.trust.language,
    )


def _status(session: Session) -> str:
    if session.cancelled:
        return "EventCancelled"
    return "EventRescheduled" if session.moved_from else "EventScheduled"


def _places(library: Library, session: Session) -> list[Node]:
    """Return the room, and the page with the details for those who join online."""
    venue = library.bank.of(School)[session.venue] if session.venue else None
    name, address = venue.name if venue else session.place, session.place or (venue and venue.name)
    url = library.absolute(school_path(venue.id)) if venue else None
    online = node("VirtualLocation", url=event_id(library, session))
    rooms = [node("Place", name=name, address=address, url=url)] if name else []
    return [
        *(rooms if session.mode != "online" else ()),
        *((online,) if session.mode != "in-person" else ()),
    ]


def _written(at: date | datetime) -> str:
    return at.isoformat()
