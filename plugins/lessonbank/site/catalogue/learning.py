"""Entries of the catalogue about staff learning: programmes, workshops, sessions and people."""

from __future__ import annotations

from datetime import date, datetime

from lessonbank.bank import Person, Programme, School, Session, Workshop
from lessonbank.site.catalogue.models import (
    PersonEntry,
    ProgrammeEntry,
    Reference,
    SchoolEntry,
    SessionEntry,
    WorkshopEntry,
)
from lessonbank.site.catalogue.parts import (
    clip_references,
    head,
    item_head,
    names,
    reference,
    references,
    term,
    terms,
)
from lessonbank.site.dates.calendars import title_of
from lessonbank.site.dates.schedule import Schedule, entry_url, session_path
from lessonbank.site.library import Library
from lessonbank.site.urls import Link, item_link, person_path


def programme_entry(library: Library, programme: Programme) -> ProgrammeEntry:
    bank, workshops = library.bank, library.bank.of(Workshop)
    steps = [workshops[step.workshop] for step in programme.sequence]
    minutes = sum(each.minutes for each in steps)
    return ProgrammeEntry(
        **item_head(library, programme),
        summary=programme.summary,
        roles=terms(bank, "role", programme.roles),
        minutes=(minutes if programme.hours is None else round(programme.hours * 60)) or None,
        leads=names(bank, programme.leads),
        workshops=references(steps),
    )


def workshop_entry(library: Library, workshop: Workshop) -> WorkshopEntry:
    return WorkshopEntry(
        **item_head(library, workshop),
        summary=workshop.summary,
        roles=terms(library.bank, "role", workshop.roles),
        minutes=workshop.minutes or None,
        leads=names(library.bank, workshop.facilitators),
        clips=clip_references(library, (viewing.clip for viewing in workshop.clips)),
    )


def session_entry(library: Library, schedule: Schedule, session: Session) -> SessionEntry:
    bank, offer = library.bank, library.bank.offer_of(session)
    programmes, schools = bank.of(Programme), bank.of(School)
    return SessionEntry(
        **head(library, session.id, Link(title_of(bank, session), entry_url(session))),
        starts=_written(session.starts(schedule.zone) or session.on),
        ends=_written(session.ends(schedule.zone) or session.last_day),
        calendar=None if schedule.over(session) else session_path(session.id),
        cancelled=session.cancelled,
        mode=session.mode,
        places=_places(schools[session.venue] if session.venue else None, session.place),
        offer=reference(item_link(offer)) if offer else None,
        programmes=references(programmes[id_] for id_ in bank.programmes_with(session)),
        schools=references(schools[id_] for id_ in session.schools),
        roles=terms(bank, "role", bank.invited(session)),
        leads=names(bank, bank.leads_of(session)),
    )


def _places(venue: School | None, place: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (venue.name if venue else None, place)))


def _written(at: date | datetime) -> str:
    return at.isoformat()


def school_entry(library: Library, school: School) -> SchoolEntry:
    phase = term(library.bank, "phase", school.phase)
    return SchoolEntry(**item_head(library, school), phase=phase)


def person_entry(library: Library, person: Person) -> PersonEntry:
    """Return a person who is credited by name. Others have no page and no entry."""
    school = library.bank.of(School).get(person.school or "")
    return PersonEntry(
        **head(library, person.id, Link(person.credited, person_path(person))),
        role=person.role,
        school=_school(school) if school else None,
    )


def _school(school: School) -> Reference:
    return reference(item_link(school))
