"""What the pages of projects, coaching, case studies, pathways and forms have in common."""

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

Kind = TypeVar("Kind", bound=Topic)

_USERS: tuple[tuple[str, type[Item]], ...] = (
    ("Programmes", Programme),
    ("Workshops", Workshop),
    ("Communities", Community),
    ("Coaching", Coaching),
    ("Pathways", Pathway),
    ("Research", Project),
    ("Case studies", CaseStudy),
    ("Watch lists", WatchList),
    ("Forms", Form),
)
"""The types of what is worked with, as they are called where they are listed by type."""


@dataclass(frozen=True, slots=True)
class Index:
    """The page above all of one type."""

    path: str
    title: str
    lead: str

    def page(self, bank: Bank, rows: Iterable[tuple[Link, str, tuple[str, ...]]]) -> SitePage:
        """With a link, a summary and the chips of each."""
        return SitePage(
            path=self.path,
            title=self.title,
            description=f"{self.title} of {bank.trust.name}.",
            template="offers.html",
            view=OffersView(self.title, self.lead, tuple(rows)),
            parent=HANDBOOK,
            prose=None,
        )

    def topic(self, topic: Topic, view: object) -> SitePage:
        """One that stands in it; its template is called as its type is."""
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
    """What names the item, by type: the way back from a clip to where it is worked with.

    `but` are types that the page names in another place.
    """
    namers = [each for each in bank.namers.get((item.kind, item.id), ()) if type(each) not in but]
    types = (*_USERS, *_users_from_outside(bank))
    found = ((label, [each for each in namers if isinstance(each, kind)]) for label, kind in types)
    return tuple(Fact(label, tuple(map(item_link, items))) for label, items in found if items)


def _users_from_outside(bank: Bank) -> Iterator[tuple[str, type[Item]]]:
    for kind in sorted(bank.types.outside):
        yield bank.types.noun(kind).many, bank.types.by_kind[kind]


def named(bank: Bank, name: str, kind: type[Item], ids: Iterable[str]) -> Iterator[Fact]:
    """A line of links to items of one type, if there are any."""
    if links := tuple(item_link(bank.of(kind)[id_]) for id_ in ids):
        yield Fact(name, links)


def schools(bank: Bank, ids: Iterable[str]) -> tuple[Link, ...]:
    return tuple(Link(bank.of(School)[id_].name, school_path(id_)) for id_ in ids)


def by_title(topics: Iterable[Kind]) -> tuple[Kind, ...]:
    return tuple(sorted(topics, key=lambda each: each.title.casefold()))
