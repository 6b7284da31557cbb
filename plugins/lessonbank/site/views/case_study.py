"""Case studies: what a school tried, what changed, and how they know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import (
    Bank,
    CaseStudy,
    Coaching,
    Community,
    Programme,
    Project,
    Technique,
    Workshop,
)
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

CASE_STUDIES = Index(
    "case-studies/index.html",
    mark("Case studies"),
    mark("What one school tried, what changed, how they know, and what they would do differently."),
)


@dataclass(frozen=True, slots=True)
class CaseStudyView:
    """Everything `case-study.html` shows, beside the prose.

    `changes` are pairs of a change and its evidence. `grew` says where the case came from.
    """

    title: str
    summary: str
    facts: tuple[Fact, ...]
    problem: str
    done: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    differently: tuple[str, ...]
    grew: tuple[Fact, ...]
    reel: tuple[Stretch, ...]
    lost: int
    downloads: tuple[Download, ...]
    frameworks: tuple[Link, ...]
    uses: tuple[Fact, ...]


def pages(library: Library) -> Iterator[SitePage]:
    bank = library.bank
    studies = by_title(bank.of(CaseStudy).values())
    if not studies:
        return
    rows = ((item_link(each), each.summary, tuple(_chips(bank, each))) for each in studies)
    yield CASE_STUDIES.page(bank, rows)
    for study in studies:
        yield CASE_STUDIES.topic(study, _view(library, study))


def _chips(bank: Bank, study: CaseStudy) -> Iterator[str]:
    yield from (link.label for link in _schools(bank, study))
    yield from (link.label for fact in about(bank, study) for link in fact.values)


def _schools(bank: Bank, study: CaseStudy) -> tuple[Link, ...]:
    return schools(bank, (study.school,) if study.school else ())


def _view(library: Library, study: CaseStudy) -> CaseStudyView:
    bank = library.bank
    return CaseStudyView(
        title=study.title,
        summary=study.summary,
        facts=tuple(_facts(bank, study)),
        problem=study.problem,
        done=study.done,
        changes=tuple((change.what, change.known_by) for change in study.changes),
        differently=study.differently,
        grew=tuple(_grew(bank, study)),
        reel=reel(library, study.clips),
        lost=library.struck.get((study.kind, study.id), 0),
        downloads=downloads(study.resources),
        frameworks=statement_links(bank, study.statements),
        uses=uses(bank, study),
    )


def _facts(bank: Bank, study: CaseStudy) -> Iterator[Fact]:
    if study.school:
        yield Fact(_("School"), _schools(bank, study))
    if study.people:
        yield Fact(_("Written by"), people(bank, study.people))
    yield from about(bank, study)
    yield from named(bank, _("Techniques"), Technique, study.techniques)


def _grew(bank: Bank, study: CaseStudy) -> Iterator[Fact]:
    yield from named(bank, _("Programmes"), Programme, study.programmes)
    yield from named(bank, _("Workshops"), Workshop, study.workshops)
    yield from named(bank, _("Communities"), Community, study.communities)
    yield from named(bank, _("Coaching"), Coaching, study.coaching)
    yield from named(bank, _("Research"), Project, study.projects)
