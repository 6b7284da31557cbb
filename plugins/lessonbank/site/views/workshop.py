"""Workshop pages: outcomes, dates, agenda and clips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Bank, Programme, Technique, Workshop
from lessonbank.site.dates.schedule import Dates, Schedule
from lessonbank.site.labels import people
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.player.reel import Stretch, reel
from lessonbank.site.urls import HANDBOOK, Link, item_link
from lessonbank.site.views.common import (
    AgendaLine,
    Download,
    Fact,
    agenda_lines,
    downloads,
    duration,
)
from lessonbank.site.views.framework import statement_links
from lessonbank.site.views.offer import OffersView, audience, chips
from lessonbank.site.views.topic import uses
from lessonbank.texts import gettext as _

WORKSHOPS = "workshops/index.html"


@dataclass(frozen=True, slots=True)
class WorkshopView:
    """Everything `workshop.html` shows, beside the prose. A part's note is its question.

    `lost` counts the parts that the edition may not show.
    """

    title: str
    summary: str
    facts: tuple[Fact, ...]
    outcomes: tuple[str, ...]
    pre_work: tuple[str, ...]
    agenda: tuple[AgendaLine, ...]
    minutes: int
    reel: tuple[Stretch, ...]
    lost: int
    follow_up: tuple[str, ...]
    downloads: tuple[Download, ...]
    frameworks: tuple[Link, ...]
    dates: Dates
    uses: tuple[Fact, ...]


def pages(library: Library) -> Iterator[SitePage]:
    workshops = library.bank.of(Workshop).values()
    if not workshops:
        return
    schedule = Schedule(library.bank, library.today)
    yield _index(library.bank)
    for workshop in workshops:
        yield SitePage(
            path=item_link(workshop).url or "",
            title=workshop.title,
            description=workshop.summary,
            template="workshop.html",
            view=_view(library, workshop, schedule.of(workshop)),
            parent=WORKSHOPS,
            item=workshop,
            prose=workshop.body,
        )


def _index(bank: Bank) -> SitePage:
    workshops = sorted(bank.of(Workshop).values(), key=lambda each: each.title.casefold())
    rows = ((item_link(each), each.summary, tuple(_chips(bank, each))) for each in workshops)
    return SitePage(
        path=WORKSHOPS,
        title=_("Workshops"),
        description=_("The workshops of %(trust)s.", trust=bank.trust.name),
        template="offers.html",
        view=OffersView(_("Workshops"), _("One meeting each, with clips to watch."), tuple(rows)),
        parent=HANDBOOK,
        prose=None,
    )


def _chips(bank: Bank, workshop: Workshop) -> Iterator[str]:
    if workshop.minutes:
        yield duration(workshop.minutes)
    yield from chips(bank, workshop)


def _view(library: Library, workshop: Workshop, dates: Dates) -> WorkshopView:
    return WorkshopView(
        title=workshop.title,
        summary=workshop.summary,
        facts=tuple(_facts(library.bank, workshop)),
        outcomes=workshop.outcomes,
        pre_work=workshop.pre_work,
        agenda=agenda_lines(workshop.agenda),
        minutes=workshop.minutes,
        reel=reel(library, workshop.clips),
        lost=library.struck.get((workshop.kind, workshop.id), 0),
        follow_up=workshop.follow_up,
        downloads=downloads(workshop.resources),
        frameworks=statement_links(library.bank, workshop.statements),
        dates=dates,
        uses=uses(library.bank, workshop, but=(Programme,)),
    )


def _facts(bank: Bank, workshop: Workshop) -> Iterator[Fact]:
    yield from audience(bank, workshop)
    if workshop.minutes:
        yield Fact(_("Length"), (Link(duration(workshop.minutes)),))
    if workshop.facilitators:
        yield Fact(_("Led by"), people(bank, workshop.facilitators))
    if programmes := bank.programmes_of.get(workshop.id):
        yield Fact(_("Part of"), tuple(map(item_link, programmes)))
    if workshop.techniques:
        techniques = bank.of(Technique)
        yield Fact(
            _("Techniques"), tuple(item_link(techniques[id_]) for id_ in workshop.techniques)
        )
