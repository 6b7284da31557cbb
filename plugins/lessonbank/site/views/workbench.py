"""The workbench: tag a film of one's own in the browser, with the bank's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from lessonbank.bank import Bank, Form, School, Tag, TagSet, Technique
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX
from lessonbank.site.views.form import Section, known_words, sections
from lessonbank.texts import gettext as _

WORKBENCH = "workbench.html"
Choice = tuple[str, str]
"""An id and its words."""


@dataclass(frozen=True, slots=True)
class TagGroupView:
    """Tags that stand together. Spans of an exclusive group close each other."""

    id: str
    label: str
    exclusive: bool
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class TagSetView:
    """A tag set of the trust, as buttons."""

    id: str
    title: str
    groups: tuple[TagGroupView, ...]


@dataclass(frozen=True, slots=True)
class GoalsView:
    """The steps of a technique, to choose a goal from."""

    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """A form to answer within a session."""

    id: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class WorkbenchView:
    """Everything `workbench.html` shows. Its script reads it there.

    `known` are words, in small letters, that do not count as pupils' names.
    """

    title: str
    summary: str
    tagsets: tuple[TagSetView, ...]
    goals: tuple[GoalsView, ...]
    forms: tuple[SheetView, ...]
    subjects: tuple[Choice, ...]
    phases: tuple[Choice, ...]
    schools: tuple[Choice, ...]
    known: tuple[str, ...]


def has_workbench(library: Library) -> bool:
    """Return whether the site has the page: there is something to tag with or to tag."""
    bank = library.bank
    return bank.trust.workbench and bool(library.clips or bank.of(TagSet))


def pages(library: Library) -> Iterator[SitePage]:
    """Yield the page, unless the trust does without."""
    if not has_workbench(library):
        return
    title = _("Workbench")
    summary = _("Tag a film of your own. The film and your marks stay on this device.")
    yield SitePage(
        path=WORKBENCH,
        title=title,
        description=summary,
        template="workbench.html",
        view=_view(library.bank, title, summary),
        parent=INDEX,
        plays_own_films=True,
    )


def _view(bank: Bank, title: str, summary: str) -> WorkbenchView:
    return WorkbenchView(
        title=title,
        summary=summary,
        tagsets=tuple(map(_tagset, _titled(bank.of(TagSet).values()))),
        goals=tuple(
            GoalsView(each.title, each.steps)
            for each in _titled(bank.of(Technique).values())
            if each.steps
        ),
        forms=tuple(
            SheetView(each.id, each.title, sections(each, f"{each.id}-"))
            for each in _titled(bank.of(Form).values())
        ),
        subjects=_terms(bank, "subject"),
        phases=_terms(bank, "phase"),
        schools=tuple((each.id, each.name) for each in bank.of(School).values()),
        known=known_words(bank),
    )


_Titled = TypeVar("_Titled", TagSet, Technique, Form)


def _titled(items: Iterable[_Titled]) -> list[_Titled]:
    return sorted(items, key=lambda each: each.title.casefold())


def _terms(bank: Bank, kind: str) -> tuple[Choice, ...]:
    return tuple((term.id, term.label) for term in bank.terms[kind].values())


def _tagset(tagset: TagSet) -> TagSetView:
    named = {group.id: group for group in tagset.groups}
    by_group = groupby(_grouped(tagset), key=lambda tag: tag.group)
    return TagSetView(
        tagset.id,
        f"{tagset.title} {tagset.version}",
        tuple(
            TagGroupView(
                id_ or "",
                named[id_].label if id_ in named else _("Tags"),
                id_ in named and named[id_].exclusive,
                tuple(tags),
            )
            for id_, tags in by_group
        ),
    )


def _grouped(tagset: TagSet) -> list[Tag]:
    """Return the tags with those of a group together, in the order of the groups."""
    order = {group.id: place for place, group in enumerate(tagset.groups)}
    return sorted(tagset.tags, key=lambda tag: order.get(tag.group or "", len(order)))
