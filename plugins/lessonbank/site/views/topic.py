"""What pages of projects, coaching, case studies, pathways and forms share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from lessonbank.bank import (
    Bank,
    CaseStudy,
    Coaching,
    Community,
    Form,
    Item,
    Pathway,
    Programme,
    Project,
    School,
    Topic,
    WatchList,
    Workshop,
)
from lessonbank.site.page import SitePage
from lessonbank.site.urls import HANDBOOK, Link, item_link, school_path
from lessonbank.site.views.common import Fact
from lessonbank.site.views.offer import OffersView
from lessonbank.texts import gettext as _
from lessonbank.texts import mark, translated

Kind = TypeVar("Kind", bound=Topic)

_USERS: tuple[tuple[str, type[Item]], ...] = (
    (mark("Programmes"), Programme),
    (mark("Workshops"), Workshop),
    (mark("Communities"), Community),
    (mark("Coaching"), Coaching),
    (mark("Pathways"), Pathway),
    (mark("Research"), Project),
    (mark("Case studies"), CaseStudy),
    (mark("Watch lists"), WatchList),
    (mark("Forms"), Form),
)
"""Types that can use an item, with their names in lists."""


@dataclass(frozen=True, slots=True)
class Index:
    """The index of all items of one type."""

    path: str
    title: str
    lead: str

    def page(self, bank: Bank, rows: Iterable[tuple[Link, str, tuple[str, ...]]]) -> SitePage:
        """Return the index page. Each row is a link, a summary and chips."""
        return SitePage(
            path=self.path,
            title=_(self.title),
            description=_("%(index)s of %(trust)s.", index=_(self.title), trust=bank.trust.name),
            template="offers.html",
            view=OffersView(_(self.title), _(self.lead), tuple(rows)),
            parent=HANDBOOK,
            prose=None,
        )

    def topic(self, topic: Topic, view: object) -> SitePage:
        """Return an item's page, rendered by the template of its type."""
        return SitePage(
            path=item_link(topic).url or "",
            title=topic.title,
            description=topic.summary,
            template=f"{topic.kind}.html",
            view=view,
            parent=self.path,
            item=topic,
            prose=topic.body,
        )


def uses(bank: Bank, item: Item, *, but: tuple[type[Item], ...] = ()) -> tuple[Fact, ...]:
    """Return the items that refer to this one, by type.

    `but` are types that the page lists elsewhere.
    """
    found = bank.referrers.get((item.kind, item.id), ())
    referrers = [each for each in found if type(each) not in but]
    ours = ((_(label), kind) for label, kind in _USERS)
    types = (*ours, *_users_from_outside(bank))
    named = ((label, [e for e in referrers if isinstance(e, kind)]) for label, kind in types)
    return tuple(Fact(label, tuple(map(item_link, items))) for label, items in named if items)


def _users_from_outside(bank: Bank) -> Iterator[tuple[str, type[Item]]]:
    for kind in sorted(bank.types.outside):
        yield translated(bank.types.noun(kind).many), bank.types.by_kind[kind]


def named(bank: Bank, name: str, kind: type[Item], ids: Iterable[str]) -> Iterator[Fact]:
    """Yield a fact with links to items of one type, if there are any."""
    if links := tuple(item_link(bank.of(kind)[id_]) for id_ in ids):
        yield Fact(name, links)


def schools(bank: Bank, ids: Iterable[str]) -> tuple[Link, ...]:
    return tuple(Link(bank.of(School)[id_].name, school_path(id_)) for id_ in ids)


def by_title(topics: Iterable[Kind]) -> tuple[Kind, ...]:
    return tuple(sorted(topics, key=lambda each: each.title.casefold()))
