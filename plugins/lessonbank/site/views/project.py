"""Research: what was asked, how, and what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lessonbank.bank import Bank, Ethics, Project, Technique
from lessonbank.site.dates.words import day
from lessonbank.site.labels import people
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.player.reel import Stretch, reel
from lessonbank.site.urls import Link, item_link
from lessonbank.site.views.common import Download, Fact, downloads
from lessonbank.site.views.framework import statement_links
from lessonbank.site.views.offer import about
from lessonbank.site.views.topic import Index, by_title, named, schools, uses
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

RESEARCH = Index(
    "projects/index.html",
    mark("Research"),
    mark("Our research questions, how we study them, and what we found."),
)
_STATES = {"planned": mark("Planned"), "running": mark("Running"), "finished": mark("Finished")}


@dataclass(frozen=True, slots=True)
class ProjectView:
    """Everything `project.html` shows, beside the prose. `ethics` are names of rules and the rules.

    `lost` counts the parts that the edition may not show.
    """

    title: str
    summary: str
    state: str
    facts: tuple[Fact, ...]
    question: str
    method: str
    ethics: tuple[tuple[str, str], ...]
    findings: tuple[str, ...]
    next: tuple[str, ...]
    reel: tuple[Stretch, ...]
    lost: int
    downloads: tuple[Download, ...]
    frameworks: tuple[Link, ...]
    uses: tuple[Fact, ...]


def pages(library: Library) -> Iterator[SitePage]:
    bank = library.bank
    projects = by_title(bank.of(Project).values())
    if not projects:
        return
    rows = ((item_link(each), each.summary, tuple(_chips(bank, each))) for each in projects)
    yield RESEARCH.page(bank, rows)
    for project in projects:
        yield RESEARCH.topic(project, _view(library, project))


def _chips(bank: Bank, project: Project) -> Iterator[str]:
    yield _(_STATES[project.state])
    yield from (link.label for fact in about(bank, project) for link in fact.values)


def _view(library: Library, project: Project) -> ProjectView:
    bank = library.bank
    return ProjectView(
        title=project.title,
        summary=project.summary,
        state=_(_STATES[project.state]),
        facts=tuple(_facts(bank, project)),
        question=project.question,
        method=project.method,
        ethics=tuple(_ethics(project.ethics)) if project.ethics else (),
        findings=project.findings,
        next=project.next,
        reel=reel(library, project.clips),
        lost=library.struck.get((project.kind, project.id), 0),
        downloads=downloads(project.resources),
        frameworks=statement_links(bank, project.statements),
        uses=uses(bank, project),
    )


def _period(since: date, until: date | None) -> str:
    if until is None:
        return day(since)
    return _("%(first)s to %(last)s", first=day(since), last=day(until))


def _facts(bank: Bank, project: Project) -> Iterator[Fact]:
    yield Fact(_("Status"), (Link(_(_STATES[project.state])),))
    if project.since:
        yield Fact(_("When"), (Link(_period(project.since, project.until)),))
    if project.people:
        yield Fact(_("Researchers"), people(bank, project.people))
    if project.schools:
        yield Fact(_("Where"), schools(bank, project.schools))
    yield from about(bank, project)
    yield from named(bank, _("Techniques"), Technique, project.techniques)


def _ethics(ethics: Ethics) -> Iterator[tuple[str, str]]:
    yield _("Consent"), ethics.consent
    yield _("Data kept"), ethics.data
    on = f", {day(ethics.approved_on)}" if ethics.approved_on else ""
    yield _("Approved by"), f"{ethics.approved_by}{on}"
    yield from ((_("Other ground rules"), each) for each in ethics.also)
