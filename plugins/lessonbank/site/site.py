"""An edition's library -> its pages, and what addresses in Markdown lead to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lessonbank.bank import Person
from lessonbank.editions import Admission
from lessonbank.markdown import Target, Targets
from lessonbank.site.ended import ended
from lessonbank.site.library import Library
from lessonbank.site.moved import moved
from lessonbank.site.page import PageMaker, SitePage
from lessonbank.site.render import Renderer
from lessonbank.site.views import (
    alphabet,
    browse,
    calendar,
    case_study,
    chapters,
    clip,
    coaching,
    community,
    find,
    form,
    framework,
    handbook,
    home,
    lesson,
    pathway,
    person,
    place,
    programme,
    project,
    tag,
    technique,
    watchlist,
    workshop,
)

PAGE_MAKERS: tuple[PageMaker, ...] = (
    home.pages,
    browse.pages,
    clip.pages,
    technique.pages,
    tag.pages,
    chapters.pages,
    watchlist.pages,
    lesson.pages,
    handbook.pages,
    calendar.pages,
    programme.pages,
    workshop.pages,
    community.pages,
    coaching.pages,
    pathway.pages,
    project.pages,
    case_study.pages,
    form.pages,
    framework.pages,
    place.pages,
    person.pages,
    find.pages,
)
"""One for each type of content that has pages."""


def site_pages(
    library: Library, makers: tuple[PageMaker, ...] = PAGE_MAKERS
) -> tuple[SitePage, ...]:
    """Every generated page of the site, with those at addresses that no longer hold anything."""
    pages = [page for maker in makers for page in maker(library)]
    pages.append(alphabet.page(pages))
    pages += moved(pages)
    return (*pages, *ended(library, {page.path for page in pages}))


def untold(admission: Admission) -> frozenset[tuple[str, str]]:
    """Kinds and ids, former ones too, of what an edition denies, and of people it does not name."""
    whole = admission.occasion.bank
    denied = [whole.items[each.kind][each.id] for each in admission.denied]
    people = (each for each in admission.bank.of(Person).values() if each.credit != "name")
    return frozenset(
        (item.kind, id_.lower()) for item in (*denied, *people) for id_ in (item.id, *item.aliases)
    )


def link_targets(pages: tuple[SitePage, ...], renderer: Renderer) -> Targets:
    """Every item that has a page of its own."""
    return {(kind, id_): target for kind, id_, target in _targets(pages, renderer)}


def _targets(pages: tuple[SitePage, ...], renderer: Renderer) -> Iterator[tuple[str, str, Target]]:
    for page in pages:
        if page.item is not None:
            embed = partial(renderer.embed, page.player, page.path) if page.player else None
            yield page.item.kind, page.item.id, Target(page.path, page.title, embed)
