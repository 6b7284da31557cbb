"""Pathways: training by role, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from lessonbank.bank import (
    Bank,
    Coaching,
    Community,
    Item,
    Pathway,
    PathwayStep,
    Programme,
    Technique,
    WatchList,
    Workshop,
)
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import Link, item_link
from lessonbank.site.views.common import Fact, duration
from lessonbank.site.views.framework import statement_links
from lessonbank.site.views.offer import audience, chips
from lessonbank.site.views.topic import Index, by_title, uses
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

PATHWAYS = Index(
    "pathways/index.html",
    mark("Pathways"),
    mark("What you can count on, by role and career stage."),
)
_STEPS: tuple[tuple[str, type[Item]], ...] = (
    (mark("Workshop"), Workshop),
    (mark("Programme"), Programme),
    (mark("Community"), Community),
    (mark("Coaching"), Coaching),
    (mark("Technique"), Technique),
    (mark("Watch list"), WatchList),
)


@dataclass(frozen=True, slots=True)
class PathwayLine:
    """A step: its link, summary and note. `chips` are its type and length."""

    link: Link
    summary: str
    note: str | None
    chips: tuple[str, ...]


Terms = tuple[tuple[str, tuple[PathwayLine, ...]], ...]
"""Steps by term, in the trust's own words."""


@dataclass(frozen=True, slots=True)
class PathwayView:
    """Everything `pathway.html` shows, beside the prose. Statutory training is separate."""

    title: str
    summary: str
    facts: tuple[Fact, ...]
    terms: Terms
    statutory: Terms
    contact: str | None
    frameworks: tuple[Link, ...]
    uses: tuple[Fact, ...]


def pages(library: Library) -> Iterator[SitePage]:
    bank = library.bank
    pathways = by_title(bank.of(Pathway).values())
    if not pathways:
        return
    rows = ((item_link(each), each.summary, tuple(_chips(bank, each))) for each in pathways)
    yield PATHWAYS.page(bank, rows)
    for pathway in pathways:
        yield PATHWAYS.topic(pathway, _view(bank, pathway))


def _chips(bank: Bank, pathway: Pathway) -> Iterator[str]:
    yield from chips(bank, pathway)
    yield bank.label("career-stage", pathway.stage)
    if hours := pathway.hours(statutory=False):
        yield _length(hours)


def _view(bank: Bank, pathway: Pathway) -> PathwayView:
    return PathwayView(
        title=pathway.title,
        summary=pathway.summary,
        facts=tuple(_facts(bank, pathway)),
        terms=tuple(_terms(bank, (step for step in pathway.steps if not step.statutory))),
        statutory=tuple(_terms(bank, (step for step in pathway.steps if step.statutory))),
        contact=pathway.contact,
        frameworks=statement_links(bank, pathway.statements),
        uses=uses(bank, pathway),
    )


def _facts(bank: Bank, pathway: Pathway) -> Iterator[Fact]:
    yield from audience(bank, pathway)
    yield Fact(_("Stage"), (Link(bank.label("career-stage", pathway.stage)),))
    for name, statutory in ((_("Hours"), False), (_("Statutory"), True)):
        if hours := pathway.hours(statutory=statutory):
            yield Fact(name, (Link(_length(hours)),))


def _terms(
    bank: Bank, steps: Iterable[PathwayStep]
) -> Iterator[tuple[str, tuple[PathwayLine, ...]]]:
    for when, of_term in groupby(steps, lambda step: step.when):
        yield when, tuple(_line(bank, step) for step in of_term)


def _line(bank: Bank, step: PathwayStep) -> PathwayLine:
    length = _length(step.hours) if step.hours else ""
    for label, kind in _STEPS:
        if id_ := getattr(step, kind.kind):
            item = bank.of(kind)[id_]
            summary: str = getattr(item, "summary", "")
            words = tuple(word for word in (_(label), length) if word)
            return PathwayLine(item_link(item), summary, step.note, words)
    return PathwayLine(Link(step.what or ""), "", step.note, (length,) if length else ())


def _length(hours: float) -> str:
    return duration(round(hours * 60))
