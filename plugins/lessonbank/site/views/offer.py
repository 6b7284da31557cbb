"""Whom workshops, programmes and communities are for, as their pages say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Bank, Offer, Topic
from lessonbank.site.urls import Link
from lessonbank.site.views.common import Fact
from lessonbank.texts import gettext as _


@dataclass(frozen=True, slots=True)
class OffersView:
    """An index: each offer with its summary and what tells it from others at a glance."""

    title: str
    lead: str
    offers: tuple[tuple[Link, str, tuple[str, ...]], ...]


def audience(bank: Bank, offer: Offer) -> Iterator[Fact]:
    """The facts that say whom the offer is for."""
    roles = [bank.label("role", role) for role in offer.roles]
    for_ = [offer.audience[0].upper() + offer.audience[1:]] if offer.audience else roles
    yield Fact(_("For"), tuple(map(Link, for_)) or (Link(_("Everyone")),))
    yield from about(bank, offer)


def about(bank: Bank, topic: Topic) -> Iterator[Fact]:
    """The phases and subjects that something is about."""
    for name, kind, ids in (
        (_("Phase"), "phase", topic.phases),
        (_("Subject"), "subject", topic.subjects),
    ):
        if ids:
            yield Fact(name, tuple(Link(bank.label(kind, id_)) for id_ in ids))


def chips(bank: Bank, offer: Offer) -> Iterator[str]:
    """The same in the few words of a card."""
    if offer.audience:
        yield _("For %(audience)s", audience=offer.audience)
    else:
        yield from (bank.label("role", role) for role in offer.roles)
    yield from (bank.label("phase", phase) for phase in offer.phases)
    yield from (bank.label("subject", subject) for subject in offer.subjects)
