"""Community pages: focus, ways of working, and dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Bank, Community
from lessonbank.site.dates.schedule import Dates, Schedule
from lessonbank.site.labels import people
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import HANDBOOK, Link, item_link
from lessonbank.site.views.common import Card, Fact, card
from lessonbank.site.views.framework import statement_links
from lessonbank.site.views.offer import OffersView, audience, chips
from lessonbank.site.views.topic import uses
from lessonbank.texts import gettext as _

COMMUNITIES = "communities/index.html"


@dataclass(frozen=True, slots=True)
class CommunityView:
    """Everything `community.html` shows, beside the prose."""

    title: str
    summary: str
    facts: tuple[Fact, ...]
    focus: str
    cycle: tuple[str, ...]
    join: str | None
    dates: Dates
    cards: tuple[Card, ...]
    frameworks: tuple[Link, ...]
    uses: tuple[Fact, ...]


def pages(library: Library) -> Iterator[SitePage]:
    communities = library.bank.of(Community).values()
    if not communities:
        return
    schedule = Schedule(library.bank, library.today)
    yield _index(library.bank)
    for community in communities:
        yield SitePage(
            path=item_link(community).url or "",
            title=community.title,
            description=community.summary,
            template="community.html",
            view=_view(library, community, schedule.of(community)),
            parent=COMMUNITIES,
            item=community,
            prose=community.body,
        )


def _index(bank: Bank) -> SitePage:
    communities = sorted(bank.of(Community).values(), key=lambda each: each.title.casefold())
    rows = ((item_link(each), each.summary, tuple(_chips(bank, each))) for each in communities)
    lead = _("Colleagues from different schools who work on one topic and meet to compare notes.")
    return SitePage(
        path=COMMUNITIES,
        title=_("Communities"),
        description=_("The communities and networks of %(trust)s.", trust=bank.trust.name),
        template="offers.html",
        view=OffersView(_("Communities"), lead, tuple(rows)),
        parent=HANDBOOK,
        prose=None,
    )


def _chips(bank: Bank, community: Community) -> Iterator[str]:
    if community.meets:
        yield community.meets
    yield from chips(bank, community)


def _view(library: Library, community: Community, dates: Dates) -> CommunityView:
    clips = (library.bank.clip(id_) for id_ in community.clips if id_ in library.media)
    return CommunityView(
        title=community.title,
        summary=community.summary,
        facts=tuple(_facts(library.bank, community)),
        focus=community.focus,
        cycle=community.cycle,
        join=community.join,
        dates=dates,
        cards=tuple(card(library, clip) for clip in clips),
        frameworks=statement_links(library.bank, community.statements),
        uses=uses(library.bank, community),
    )


def _facts(bank: Bank, community: Community) -> Iterator[Fact]:
    yield from audience(bank, community)
    if community.leads:
        yield Fact(_("Led by"), people(bank, community.leads))
    if community.meets:
        yield Fact(_("Meets"), (Link(community.meets),))
