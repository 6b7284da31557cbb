"""Research: what was asked, how, and what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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

RESEARCH = Index(
    "projects/index.html", "Research", "Questions of our own, how we ask them, and what we found."
)
_STATES = {"planned": "Planned", "running": "Running", "finished": "Finished"}


@dataclass(frozen=True, slots=True)
class ProjectView:
    """Everything `project.html` shows, beside the prose. `ethics` are names and what was settled.

    `lost` is how many of its parts the edition may not show.
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
    yield _STATES[project.state]
    yield from (link.label for fact in about(bank, project) for link in fact.values)


def _view(library: Library, project: Project) -> ProjectView:
    bank = library.bank
    return ProjectView(
        title=project.title,
        summary=project.summary,
        state=_STATES[project.state],
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


def _facts(bank: Bank, project: Project) -> Iterator[Fact]:
    yield Fact("State", (Link(_STATES[project.state]),))
    if project.since:
        until = f" to {day(project.until)}" if project.until else ""
        yield Fact("When", (Link(f"{day(project.since)}{until}"),))
    if project.people:
        yield Fact("Who asks", people(bank, project.people))
    if project.schools:
        yield Fact("Where", schools(bank, project.schools))
    yield from about(bank, project)
    yield from named(bank, "Techniques", Technique, project.techniques)


def _ethics(ethics: Ethics) -> Iterator[tuple[str, str]]:
    yield "Consent", ethics.consent
    yield "What is kept", ethics.data
    on = f", {day(ethics.approved_on)}" if ethics.approved_on else ""
    yield "Approved by", f"{ethics.approved_by}{on}"
    yield from (("Also settled", each) for each in ethics.also)
