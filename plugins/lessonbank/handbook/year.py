"""Group sessions by school year, term and month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from lessonbank.bank import Session, TermDates, school_year

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Month:
    """A month (its first day) with the sessions that begin in it."""

    first: date
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """The months of a term; without `dates`, of the whole school year."""

    dates: TermDates | None
    months: tuple[Month, ...]


def years(sessions: Iterable[Session]) -> Mapping[int, tuple[Session, ...]]:
    """Group sessions by the first calendar year of their school year, in order of time."""
    found: dict[int, list[Session]] = {}
    for session in sessions:
        found.setdefault(school_year(session.on), []).append(session)
    return {year: tuple(found[year]) for year in sorted(found)}


def terms_of(
    year: int, dates: Iterable[TermDates], sessions: Sequence[Session]
) -> tuple[Term, ...]:
    """Return the terms of a school year with their sessions; holidays count to the next term."""
    own = [each for each in dates if school_year(each.starts) == year]
    if not own:
        return (Term(None, months(sessions)),)
    found: dict[date, list[Session]] = {each.starts: [] for each in own}
    for session in sessions:
        term = next((each for each in own if session.on <= each.ends), own[-1])
        found[term.starts].append(session)
    return tuple(Term(each, months(found[each.starts])) for each in own)


def months(sessions: Iterable[Session]) -> tuple[Month, ...]:
    """Group sessions, which are in order of time, by the month in which they begin."""
    groups = groupby(sessions, key=lambda session: session.on.replace(day=1))
    return tuple(Month(first, tuple(held)) for first, held in groups)


def by_day(sessions: Iterable[Session]) -> Mapping[date, tuple[Session, ...]]:
    """Group sessions by day; a session of several days is on each of them."""
    found: dict[date, list[Session]] = {}
    for session in sessions:
        for number in range(session.days):
            found.setdefault(session.on + number * _DAY, []).append(session)
    return {day: tuple(found[day]) for day in sorted(found)}
