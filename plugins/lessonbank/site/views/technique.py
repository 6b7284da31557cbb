"""Technique pages: what a technique looks like, and clips that show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Clip, Technique
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX, Link, list_path, technique_path
from lessonbank.site.views.common import Fact, Groups, grouped
from lessonbank.site.views.framework import statement_links
from lessonbank.site.views.topic import uses
from lessonbank.texts import gettext as _

TECHNIQUES = "techniques/index.html"


@dataclass(frozen=True, slots=True)
class TechniqueView:
    """Everything `technique.html` shows, beside the prose."""

    title: str
    summary: str
    why: str
    looks_like: tuple[str, ...]
    not_this: tuple[str, ...]
    steps: tuple[str, ...]
    frameworks: tuple[Link, ...]
    groups: Groups
    """Clips that show it, by phase."""
    uses: tuple[Fact, ...]

    @property
    def count(self) -> int:
        return sum(len(cards) for _, cards in self.groups)

    @property
    def reel(self) -> str:
        """Return the address at which the clips play one after the other, or ""."""
        return list_path([card.id for _, cards in self.groups for card in cards])


@dataclass(frozen=True, slots=True)
class TechniquesView:
    """Every technique with its summary and the number of clips that show it."""

    techniques: tuple[tuple[Link, str, int], ...]


def pages(library: Library) -> Iterator[SitePage]:
    techniques = library.bank.of(Technique)
    if not techniques:
        return
    views = {technique.id: _view(library, technique) for technique in techniques.values()}
    yield _index(library, views)
    for technique in techniques.values():
        yield SitePage(
            path=technique_path(technique.id),
            title=technique.title,
            description=technique.summary,
            template="technique.html",
            view=views[technique.id],
            parent=TECHNIQUES,
            item=technique,
            prose=technique.body,
        )


def _view(library: Library, technique: Technique) -> TechniqueView:
    return TechniqueView(
        title=technique.title,
        summary=technique.summary,
        why=technique.why,
        looks_like=technique.looks_like,
        not_this=technique.not_this,
        steps=technique.steps,
        frameworks=statement_links(library.bank, technique.statements),
        groups=grouped(library, _exemplars(library, technique), "phase"),
        uses=uses(library.bank, technique),
    )


def _exemplars(library: Library, technique: Technique) -> Iterator[Clip]:
    """Return the technique's exemplars, then every other clip that shows it."""
    by_id = {clip.id: clip for clip in library.clips}
    shown = (clip.id for clip in library.clips if technique.id in clip.techniques)
    for clip_id in dict.fromkeys((*technique.exemplars, *shown)):
        if clip_id in by_id:
            yield by_id[clip_id]


def _index(library: Library, views: dict[str, TechniqueView]) -> SitePage:
    rows = (
        (Link(view.title, technique_path(id_)), view.summary, view.count)
        for id_, view in views.items()
    )
    return SitePage(
        path=TECHNIQUES,
        title=_("Techniques"),
        description=_("Techniques in the clips of %(trust)s.", trust=library.bank.trust.name),
        template="techniques.html",
        view=TechniquesView(tuple(sorted(rows, key=lambda row: row[0].label.casefold()))),
        parent=INDEX,
        prose=None,
    )
