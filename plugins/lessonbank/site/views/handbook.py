"""The front page of the handbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import (
    Bank,
    CaseStudy,
    Coaching,
    Community,
    Form,
    Framework,
    Item,
    Pathway,
    Programme,
    Project,
    Session,
    Topic,
    Workshop,
)
from lessonbank.site.dates.feeds import role_feeds, school_feeds
from lessonbank.site.dates.schedule import CALENDAR, EVERY, Schedule, SessionLine
from lessonbank.site.feed_paths import session_feed
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import HANDBOOK, INDEX, Link, item_link
from lessonbank.site.views import coverage
from lessonbank.site.views.case_study import CASE_STUDIES
from lessonbank.site.views.coaching import COACHING
from lessonbank.site.views.community import COMMUNITIES
from lessonbank.site.views.form import FORMS
from lessonbank.site.views.framework import FRAMEWORKS
from lessonbank.site.views.pathway import PATHWAYS
from lessonbank.site.views.person import PEOPLE, Expert, expert, experts
from lessonbank.site.views.programme import PROGRAMMES
from lessonbank.site.views.project import RESEARCH
from lessonbank.site.views.workshop import WORKSHOPS
from lessonbank.texts import gettext as _

_NEXT = 6


@dataclass(frozen=True, slots=True)
class HandbookView:
    """Everything `handbook.html` shows, beside the prose of `content/handbook/index.md`.

    `ways` are links to indexes with counts. Offers are links with summaries. `calendars` are feeds
    of everything, of schools and of roles; `news` are news feeds of the same. `missing` are kinds
    of gaps with counts; `coverage` is None where the edition shows neither.
    """

    ways: tuple[tuple[Link, int], ...]
    next: tuple[SessionLine, ...]
    calendar_url: str
    programmes: tuple[tuple[Link, str], ...]
    communities: tuple[tuple[Link, str], ...]
    pathways: tuple[tuple[Link, str], ...]
    coaching: tuple[tuple[Link, str], ...]
    research: tuple[tuple[Link, str], ...]
    experts: tuple[Expert, ...]
    calendars: tuple[Link, ...]
    missing: tuple[tuple[Link, int], ...]
    coverage: Link | None
    news: tuple[Link, ...] = ()


def has_handbook(bank: Bank) -> bool:
    """Return whether there is anything for a handbook."""
    return any(_ways(bank)) or bool(bank.of(Session))


def pages(library: Library) -> Iterator[SitePage]:
    bank = library.bank
    if not has_handbook(bank):
        return
    ways = tuple(_ways(bank))
    schedule = Schedule(bank, library.today)
    sessions = schedule.every.next
    missing = tuple(coverage.missing(library)) if library.shows_coverage else ()
    yield SitePage(
        path=HANDBOOK,
        title=_("Handbook"),
        description=_(
            "Programmes, workshops, dates and people of %(trust)s.", trust=bank.trust.name
        ),
        template="handbook.html",
        view=HandbookView(
            ways=(*ways, *_gaps(library, missing)),
            next=sessions[:_NEXT],
            calendar_url=CALENDAR,
            programmes=_offers(bank, Programme),
            communities=_offers(bank, Community),
            pathways=_offers(bank, Pathway),
            coaching=_offers(bank, Coaching),
            research=_offers(bank, Project),
            experts=tuple(expert(bank, each) for each in experts(bank)),
            calendars=tuple(_calendars(schedule)),
            news=tuple(_news(library, schedule)),
            missing=missing,
            coverage=Link(_("Coverage"), coverage.COVERAGE) if library.shows_coverage else None,
        ),
        parent=INDEX,
        prose=None,
    )
    if library.shows_coverage:
        yield coverage.page(library)


def _gaps(library: Library, missing: tuple[tuple[Link, int], ...]) -> Iterator[tuple[Link, int]]:
    """Yield the link to the gaps, with their number, where the edition shows them."""
    if library.shows_coverage:
        yield Link(_("Gaps"), coverage.COVERAGE), sum(number for _, number in missing)


def _ways(bank: Bank) -> Iterator[tuple[Link, int]]:
    """Yield links to the indexes that have entries, with counts."""
    of_kind: tuple[tuple[str, str, type[Item]], ...] = (
        (_("Programmes"), PROGRAMMES, Programme),
        (_("Workshops"), WORKSHOPS, Workshop),
        (_("Communities"), COMMUNITIES, Community),
        (COACHING.title, COACHING.path, Coaching),
        (PATHWAYS.title, PATHWAYS.path, Pathway),
        (RESEARCH.title, RESEARCH.path, Project),
        (CASE_STUDIES.title, CASE_STUDIES.path, CaseStudy),
        (FORMS.title, FORMS.path, Form),
    )
    for label, path, kind in of_kind:
        if found := bank.of(kind):
            yield Link(label, path), len(found)
    if found_sessions := bank.of(Session):
        yield Link(_("Calendar"), CALENDAR), len(found_sessions)
    if found_people := experts(bank):
        yield Link(_("People to ask"), PEOPLE), len(found_people)
    if bank.named_statements or bank.of(Framework):
        yield Link(_("Frameworks"), FRAMEWORKS), len(bank.frameworks)


def _calendars(schedule: Schedule) -> Iterator[Link]:
    """Yield the feeds that no other page links to."""
    if schedule.sessions:
        yield Link(_("Everything"), EVERY)
        for feed in (*school_feeds(schedule), *role_feeds(schedule)):
            if feed.sessions:
                yield Link(feed.name, feed.url)


def _news(library: Library, schedule: Schedule) -> Iterator[Link]:
    """Yield the news feeds of the same dates; nothing without a published address."""
    if library.site_url:
        for calendar in _calendars(schedule):
            yield Link(calendar.label, session_feed(calendar.url or ""))


def _offers(bank: Bank, kind: type[Topic]) -> tuple[tuple[Link, str], ...]:
    offers = sorted(bank.of(kind).values(), key=lambda each: each.title.casefold())
    return tuple((item_link(each), each.summary) for each in offers)
