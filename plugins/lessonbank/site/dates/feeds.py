"""The calendars that people can subscribe to, and the sessions in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Offer, School, Session
from lessonbank.site.dates.schedule import EVERY, Schedule, feed_path


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar: its address from the site's root, its name and its sessions."""

    url: str
    name: str
    sessions: tuple[Session, ...]


def feeds(schedule: Schedule) -> Iterator[Feed]:
    """Yield the feeds: all sessions, those of each school and role, and those of each offer."""
    yield Feed(EVERY, schedule.bank.trust.name, schedule.sessions)
    yield from school_feeds(schedule)
    yield from role_feeds(schedule)
    for item in schedule.bank:
        if isinstance(item, Offer):
            path = feed_path(item.kind, item.id)
            yield Feed(path, item.title, schedule.sessions_of(item))


def school_feeds(schedule: Schedule) -> Iterator[Feed]:
    """Yield one feed for each school. Sessions without schools are in all of them."""
    for school in schedule.bank.of(School).values():
        sessions = (s for s in schedule.sessions if school.id in (s.schools or {school.id}))
        yield Feed(feed_path("school", school.id), school.name, tuple(sessions))


def role_feeds(schedule: Schedule) -> Iterator[Feed]:
    """Yield one feed for each role in use. Sessions without roles are in all of them."""
    bank = schedule.bank
    invited = {session.id: bank.invited(session) for session in schedule.sessions}
    named = {role for roles in invited.values() for role in roles}
    for role in bank.terms["role"].values():
        if role.id in named:
            sessions = (s for s in schedule.sessions if role.id in (invited[s.id] or {role.id}))
            yield Feed(feed_path("role", role.id), role.label, tuple(sessions))
