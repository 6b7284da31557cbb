"""Structured data of programmes: courses, held as sessions."""

from __future__ import annotations

from lessonbank.bank import Programme, Session, Workshop
from lessonbank.site.dates.schedule import Schedule
from lessonbank.site.library import Library
from lessonbank.site.linked.events import event, event_id
from lessonbank.site.linked.nodes import (
    Node,
    duration,
    named_people,
    node,
    reference,
    trust_id,
)
from lessonbank.site.urls import item_link

_MODES = {"in-person": "Onsite", "online": "Online", "hybrid": "Blended"}


def course(library: Library, schedule: Schedule, programme: Programme) -> Node:
    """Return a programme as a course.

    It makes no offer: what a programme costs is not in the bank.
    """
    page = library.absolute(item_link(programme).url or "")
    return node(
        "Course",
        id_=f"{page}#course",
        name=programme.title,
        description=programme.summary,
        url=page,
        provider=reference(trust_id(library)),
        inLanguage=library.bank.trust.language,
        teaches=list(programme.aims),
        audience=_audience(library, programme),
        hasCourseInstance=_held(library, schedule, programme),
    )


def _audience(library: Library, programme: Programme) -> Node | None:
    roles = (library.bank.label("role", role) for role in programme.roles)
    words = programme.audience or ", ".join(roles)
    return node("Audience", audienceType=words) if words else None


def _held(library: Library, schedule: Schedule, programme: Programme) -> Node | None:
    """Return the programme as it is held; None without a length, which search engines ask for."""
    workshops = library.bank.of(Workshop)
    minutes = sum(workshops[step.workshop].minutes for step in programme.sequence)
    seconds = minutes * 60 if programme.hours is None else programme.hours * 3600
    sessions = [each for each in schedule.sessions_of(programme) if not each.cancelled]
    if not seconds or not sessions:
        return None
    events = (each for each in sessions if event(library, schedule, each))
    return node(
        "CourseInstance",
        courseMode=_mode(sessions),
        courseWorkload=duration(seconds),
        startDate=sessions[0].on.isoformat(),
        endDate=max(each.last_day for each in sessions).isoformat(),
        instructor=named_people(library, library.bank, programme.leads),
        subEvent=[reference(event_id(library, each)) for each in events],
    )


def _mode(sessions: list[Session]) -> str:
    modes = {_MODES[each.mode] for each in sessions}
    return modes.pop() if len(modes) == 1 else "Blended"
