"""Make the pages of an edition, and the targets of its links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lessonbank.bank import (
    CaseStudy,
    Clip,
    Coaching,
    Community,
    Form,
    Framework,
    Lesson,
    Overlay,
    Override,
    Partner,
    Pathway,
    Permission,
    Person,
    Programme,
    Project,
    Recording,
    School,
    Session,
    TagSet,
    Technique,
    Unit,
    WatchList,
    Workshop,
)
from lessonbank.editions import Admission
from lessonbank.site.ended import ended
from lessonbank.site.library import Library
from lessonbank.site.moved import moved
from lessonbank.site.outside import outside_pages
from lessonbank.site.page import PageMaker, SitePage
from lessonbank.site.paper import whole
from lessonbank.site.types import ContentType, ContentTypes
from lessonbank.site.urls import embed_path
from lessonbank.site.versions import notes_by_page, versions
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
    mine,
    offline,
    pathway,
    person,
    place,
    programme,
    project,
    school,
    tag,
    technique,
    watchlist,
    workbench,
    workshop,
)
from lessonbank.texts import mark

_BEFORE: tuple[PageMaker, ...] = (home.pages, browse.pages, place.pages)
_AFTER: tuple[PageMaker, ...] = (
    chapters.pages,
    handbook.pages,
    whole.pages,
    find.pages,
    mine.pages,
    workbench.pages,
    offline.pages,
)
"""Pages that belong to no content type, before and after those that do."""

CONTENT_TYPES = ContentTypes(
    (
        ContentType(School, mark("School"), mark("Schools"), school.pages),
        ContentType(Partner, mark("Partner"), mark("Partners")),
        ContentType(Person, mark("Person"), mark("People"), person.pages),
        ContentType(TagSet, mark("Tag set"), mark("Tag sets"), tag.pages),
        ContentType(Framework, mark("Framework"), mark("Frameworks"), framework.pages),
        ContentType(Technique, mark("Technique"), mark("Techniques"), technique.pages),
        ContentType(Permission, mark("Permission"), mark("Permissions")),
        ContentType(Override, mark("Override"), mark("Overrides")),
        ContentType(Recording, mark("Recording"), mark("Recordings")),
        ContentType(Clip, mark("Clip"), mark("Clips"), clip.pages),
        ContentType(WatchList, mark("Watch list"), mark("Watch lists"), watchlist.pages),
        ContentType(Workshop, mark("Workshop"), mark("Workshops"), workshop.pages),
        ContentType(Programme, mark("Programme"), mark("Programmes"), programme.pages),
        ContentType(Community, mark("Community"), mark("Communities"), community.pages),
        ContentType(Coaching, mark("Coaching"), mark("Coaching"), coaching.pages),
        ContentType(Project, mark("Research project"), mark("Research"), project.pages),
        ContentType(CaseStudy, mark("Case study"), mark("Case studies"), case_study.pages),
        ContentType(Pathway, mark("Pathway"), mark("Pathways"), pathway.pages),
        ContentType(Form, mark("Form"), mark("Forms"), form.pages),
        ContentType(Session, mark("Session"), mark("Sessions"), calendar.pages),
        ContentType(Lesson, mark("Lesson"), mark("Lessons"), lesson.pages),
        ContentType(Unit, mark("Unit"), mark("Units")),
        ContentType(Overlay, mark("School version"), mark("School versions")),
    )
)
"""The content types of lessonbank."""


def site_pages(library: Library, types: ContentTypes = CONTENT_TYPES) -> tuple[SitePage, ...]:
    """Return every generated page, with neutral pages at former addresses.

    Raise TypeFaultError if a package's pages are faulty.
    """
    ours = (each.pages for each in types.every if each.pages and not each.origin)
    pages = [page for maker in (*_BEFORE, *ours, *_AFTER) for page in maker(library)]
    for each in types.outside:
        pages += outside_pages(each, library, {page.path for page in pages})
    pages.append(alphabet.page(pages))
    pages = [*_in_versions(pages, library), *school.version_pages(library)]
    pages += moved(pages)
    taken = {page.path for page in pages}
    return (*pages, *ended(library, taken | {*filter(None, map(embed_path, taken))}))


def _in_versions(pages: Iterable[SitePage], library: Library) -> Iterator[SitePage]:
    """Yield the pages with notes, and in the edition of a school with its own words."""
    notes = notes_by_page(library)
    own = {each.page: each.text.markdown for each in versions(library) if library.leading}
    for page in pages:
        prose = own.get(page.path, page.prose) if page.prose is not None else None
        yield replace(page, prose=prose, notes=notes.get(page.path, ()))


def untold(admission: Admission) -> frozenset[tuple[str, str]]:
    """Return kinds and ids, former ones too, of denied items and of people without a name."""
    whole = admission.occasion.bank
    denied = [whole.items[each.kind][each.id] for each in admission.denied]
    people = (each for each in admission.bank.of(Person).values() if each.credit != "name")
    return frozenset(
        (item.kind, id_.lower()) for item in (*denied, *people) for id_ in (item.id, *item.aliases)
    )
