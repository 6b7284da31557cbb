"""The calendar: a page for each school year by its terms, and one for each month by its days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lessonbank.bank import ALL_STAFF, Bank, Programme, School, Session, school_year
from lessonbank.handbook.year import Term, by_day, terms_of, years
from lessonbank.site.dates.schedule import (
    CALENDAR,
    EVERY,
    Schedule,
    SessionLine,
    entry_url,
    month_path,
)
from lessonbank.site.dates.words import day, month, weekday, weekdays
from lessonbank.site.feed_paths import session_feed
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import HANDBOOK, Link
from lessonbank.site.views.hours import HoursTable, hours_table
from lessonbank.texts import gettext as _

_SATURDAY = 5
_Choice = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """The filters: ids and labels of schools, roles and programmes."""

    schools: _Choice
    roles: _Choice
    programmes: _Choice = ()


@dataclass(frozen=True, slots=True)
class MonthLines:
    """A month of the school year: a link to its page, and its sessions with their addresses."""

    title: Link
    id: str
    lines: tuple[tuple[SessionLine, str], ...]


@dataclass(frozen=True, slots=True)
class TermLines:
    """A term: its name, which may be empty, its dates in words and its months."""

    name: str
    dates: str
    months: tuple[MonthLines, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """Everything `calendar.html` shows beside the prose. `others` are the other school years.

    `news` is the feed of coming dates, if the site has one.
    """

    title: str
    count: int
    others: tuple[Link, ...]
    terms: tuple[TermLines, ...]
    choices: Choices
    hours: HoursTable
    feed: str
    calendars: str
    news: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month. `weekday` is 1 for Monday."""

    iso: str
    number: int
    words: str
    weekday: int
    lines: tuple[SessionLine, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """Everything `month.html` shows: a grid of days with `columns` columns, then the sessions."""

    title: str
    columns: int
    weekdays: tuple[str, ...]
    days: tuple[Day, ...]
    lines: tuple[SessionLine, ...]
    choices: Choices
    before: Link | None
    after: Link | None


def pages(library: Library) -> Iterator[SitePage]:
    schedule = Schedule(library.bank, library.today)
    by_year = years(schedule.sessions)
    if not by_year:
        return
    paths = _paths(by_year, school_year(library.today))
    news = session_feed(EVERY) if library.site_url else None
    for year, sessions in by_year.items():
        yield _year(schedule, year, sessions, paths, news)
    yield from _months(schedule)


def choices(bank: Bank, *, programmes: bool = True) -> Choices:
    """Return all filters, with schools and roles that no session names."""
    roles = bank.terms["role"].values()
    offers = bank.of(Programme).values() if programmes else ()
    return Choices(
        schools=tuple((each.id, each.name) for each in bank.of(School).values()),
        roles=tuple((each.id, each.label) for each in roles if each.id != ALL_STAFF),
        programmes=tuple((each.id, each.title) for each in offers),
    )


def _paths(by_year: Mapping[int, object], this: int) -> Mapping[int, str]:
    """Return the address of each school year.

    The current year has the calendar's own address; else the next one with dates, else the last.
    """
    first = min((year for year in by_year if year >= this), default=max(by_year))
    return {
        year: CALENDAR if year == first else f"calendar/{year}-{year + 1}.html" for year in by_year
    }


def _year(
    schedule: Schedule,
    year: int,
    sessions: tuple[Session, ...],
    paths: Mapping[int, str],
    news: str | None,
) -> SitePage:
    bank, path = schedule.bank, paths[year]
    terms = terms_of(year, bank.trust.terms, sessions)
    title = _("Calendar") if path == CALENDAR else _("Calendar: %(part)s", part=_name(year))
    return SitePage(
        path=path,
        title=title,
        description=_(
            "What is on at %(trust)s in the school year %(year)s.",
            trust=bank.trust.name,
            year=_name(year),
        ),
        template="calendar.html",
        view=YearView(
            title=_("School year %(year)s", year=_name(year)),
            count=len(sessions),
            others=tuple(Link(_name(each), paths[each]) for each in paths if each != year),
            terms=tuple(_term(schedule, term) for term in terms),
            choices=choices(bank),
            hours=hours_table(bank, sessions),
            feed=EVERY,
            calendars=f"{HANDBOOK}#calendars",
            news=news,
        ),
        parent=HANDBOOK if path == CALENDAR else CALENDAR,
        prose=None if path == CALENDAR else "",
    )


def _name(year: int) -> str:
    return _("%(first)s to %(last)s", first=year, last=year + 1)


def _term(schedule: Schedule, term: Term) -> TermLines:
    months = tuple(
        MonthLines(
            title=Link(month(each.first), month_path(each.first)),
            id=f"{each.first:%Y-%m}",
            lines=tuple((schedule.line(held), entry_url(held)) for held in each.sessions),
        )
        for each in term.months
    )
    if term.dates is None:
        return TermLines("", "", months)
    dates = _("%(first)s to %(last)s", first=day(term.dates.starts), last=day(term.dates.ends))
    return TermLines(term.dates.name, dates, months)


def _months(schedule: Schedule) -> Iterator[SitePage]:
    """Yield a page for each month with sessions."""
    days = by_day(schedule.sessions)
    firsts = list(dict.fromkeys(each.replace(day=1) for each in days))
    around = [None, *firsts, None]
    for before, first, after in zip(around, around[1:], around[2:], strict=False):
        if first is not None:
            yield _month(schedule, first, days, before, after)


def _month(
    schedule: Schedule,
    first: date,
    held: Mapping[date, tuple[Session, ...]],
    before: date | None,
    after: date | None,
) -> SitePage:
    days = [first.replace(day=n + 1) for n in range(monthrange(first.year, first.month)[1])]
    columns = 7 if any(each in held and each.weekday() >= _SATURDAY for each in days) else 5
    sessions = dict.fromkeys(session for each in days for session in held.get(each, ()))
    return SitePage(
        path=month_path(first),
        title=_("Calendar: %(part)s", part=month(first)),
        description=_(
            "What is on at %(trust)s in %(month)s.",
            trust=schedule.bank.trust.name,
            month=month(first),
        ),
        template="month.html",
        view=MonthView(
            title=month(first),
            columns=columns,
            weekdays=weekdays(columns),
            days=tuple(
                _day(schedule, each, held.get(each, ()))
                for each in days
                if each.weekday() < columns
            ),
            lines=tuple(schedule.line(session) for session in sessions),
            choices=choices(schedule.bank),
            before=Link(month(before), month_path(before)) if before else None,
            after=Link(month(after), month_path(after)) if after else None,
        ),
        parent=CALENDAR,
    )


def _day(schedule: Schedule, on: date, sessions: tuple[Session, ...]) -> Day:
    return Day(
        iso=on.isoformat(),
        number=on.day,
        words=weekday(on),
        weekday=on.isoweekday(),
        lines=tuple(map(schedule.line, sessions)),
    )
