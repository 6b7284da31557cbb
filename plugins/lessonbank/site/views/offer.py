"""Who workshops, programmes and communities are for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Bank, Offer, Topic
from lessonbank.site.urls import Link
from lessonbank.site.views.common import Fact
from lessonbank.texts import gettext as _


@dataclass(frozen=True, slots=True)
class OffersView:
    """An index: each offer with a link, a summary and chips."""

    title: str
    lead: str
    offers: tuple[tuple[Link, str, tuple[str, ...]], ...]


def audience(bank: Bank, offer: Offer) -> Iterator[Fact]:
    """Yield facts about the audience of an offer."""
    roles = [bank.label("role", role) for role in offer.roles]
    for_ = [offer.audience[0].upper() + offer.audience[1:]] if offer.audience else roles
    yield Fact(_("For"), tuple(map(Link, for_)) or (Link(_("Everyone")),))
    yield from about(bank, offer)


def about(bank: Bank, topic: Topic) -> Iterator[Fact]:
    """Yield facts about phases and subjects."""
    for name, kind, ids in (
        (_("Phase"), "phase", topic.phases),
        (_("Subject"), "subject", topic.subjects),
    ):
        if ids:
            yield Fact(name, tuple(Link(bank.label(kind, id_)) for id_ in ids))


def chips(bank: Bank, offer: Offer) -> Iterator[str]:
    """Yield the audience, phases and subjects as chips of a card."""
    if offer.audience:
        yield _("For %(audience)s", audience=offer.audience)
    else:
        yield from (bank.label("role", role) for role in offer.roles)
    yield from (bank.label("phase", phase) for phase in offer.phases)
    yield from (bank.label("subject", subject) for subject in offer.subjects)
