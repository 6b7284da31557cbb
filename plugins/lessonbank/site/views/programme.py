"""Programme pages: aims, the sequence of workshops over terms, and how the design works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from lessonbank.bank import Bank, Framework, Programme, Step, Workshop
from lessonbank.site.dates.schedule import Dates, Schedule
from lessonbank.site.labels import people
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import HANDBOOK, Link, item_link
from lessonbank.site.views.common import Fact, duration
from lessonbank.site.views.framework import statement_links
from lessonbank.site.views.offer import OffersView, audience, chips
from lessonbank.site.views.topic import uses
from lessonbank.texts import gettext as _
from lessonbank.texts import ngettext

PROGRAMMES = "programmes/index.html"


@dataclass(frozen=True, slots=True)
class StepLine:
    """A workshop of the sequence."""

    link: Link
    summary: str
    length: str
    strand: str


@dataclass(frozen=True, slots=True)
class Balance:
    """A framework whose every group should be used: its groups, with the statements used."""

    framework: Link
    groups: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """Everything `programme.html` shows, beside the prose.

    `evidence` is each source with what it says, which may be empty.
    """

    title: str
    summary: str
    facts: tuple[Fact, ...]
    aims: tuple[str, ...]
    strands: tuple[tuple[str, str | None], ...]
    terms: tuple[tuple[str, tuple[StepLine, ...]], ...]
    evidence: tuple[tuple[Link, str | None], ...]
    balances: tuple[Balance, ...]
    frameworks: tuple[Link, ...]
    dates: Dates
    uses: tuple[Fact, ...]


def pages(library: Library) -> Iterator[SitePage]:
    programmes = library.bank.of(Programme).values()
    if not programmes:
        return
    schedule = Schedule(library.bank, library.today)
    yield _index(library.bank)
    for programme in programmes:
        yield SitePage(
            path=item_link(programme).url or "",
            title=programme.title,
            description=programme.summary,
            template="programme.html",
            view=_view(library.bank, programme, schedule.of(programme)),
            parent=PROGRAMMES,
            item=programme,
            prose=programme.body,
        )


def _index(bank: Bank) -> SitePage:
    programmes = sorted(bank.of(Programme).values(), key=lambda each: each.title.casefold())
    rows = ((item_link(each), each.summary, tuple(_chips(bank, each))) for each in programmes)
    return SitePage(
        path=PROGRAMMES,
        title=_("Programmes"),
        description=_("The programmes of %(trust)s.", trust=bank.trust.name),
        template="offers.html",
        view=OffersView(
            _("Programmes"), _("What we work on together for a year or more."), tuple(rows)
        ),
        parent=HANDBOOK,
        prose=None,
    )


def _chips(bank: Bank, programme: Programme) -> Iterator[str]:
    count = len(programme.sequence)
    yield ngettext("%(num)d workshop", "%(num)d workshops", count)
    if length := _length(bank, programme):
        yield length
    yield from chips(bank, programme)


def _length(bank: Bank, programme: Programme) -> str:
    """Yield the total length in words, if it is known."""
    workshops = bank.of(Workshop)
    minutes = sum(workshops[step.workshop].minutes for step in programme.sequence)
    return duration(minutes if programme.hours is None else round(programme.hours * 60))


def _view(bank: Bank, programme: Programme, dates: Dates) -> ProgrammeView:
    balanced = [each for each in bank.frameworks.values() if each.balanced]
    named = bank.statements_of(programme)
    balances = tuple(filter(None, (_balance(bank, each, named) for each in balanced)))
    shown = {statement.id for each in balanced for statement in each.statements}
    return ProgrammeView(
        title=programme.title,
        summary=programme.summary,
        facts=tuple(_facts(bank, programme)),
        aims=programme.aims,
        strands=tuple((strand.label, strand.summary) for strand in programme.strands),
        terms=tuple(
            (term, tuple(_step(bank, programme, step) for step in steps))
            for term, steps in groupby(programme.sequence, lambda step: step.term)
        ),
        evidence=tuple((Link(each.title, each.url), each.says) for each in programme.evidence),
        balances=balances,
        frameworks=statement_links(bank, (id_ for id_ in named if id_ not in shown)),
        dates=dates,
        uses=uses(bank, programme),
    )


def _facts(bank: Bank, programme: Programme) -> Iterator[Fact]:
    yield from audience(bank, programme)
    if length := _length(bank, programme):
        yield Fact(_("Takes"), (Link(length),))
    if programme.leads:
        yield Fact(_("Led by"), people(bank, programme.leads))


def _step(bank: Bank, programme: Programme, step: Step) -> StepLine:
    workshop = bank.of(Workshop)[step.workshop]
    strands = {strand.id: strand.label for strand in programme.strands}
    return StepLine(
        link=item_link(workshop),
        summary=workshop.summary,
        length=duration(workshop.minutes),
        strand=strands.get(step.strand or "", ""),
    )


def _balance(bank: Bank, framework: Framework, named: tuple[str, ...]) -> Balance | None:
    """Yield the use of each group of a framework, if it is used at all."""
    own = [each for each in framework.statements if each.id in named]
    if not own:
        return None
    return Balance(
        item_link(framework),
        tuple(
            (
                group.label,
                statement_links(bank, (each.id for each in own if each.group == group.id)),
            )
            for group in framework.groups
        ),
    )
