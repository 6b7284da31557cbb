"""The whole handbook on one page: cover, document control, contents, chapters, clips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from lessonbank.bank import (
    CaseStudy,
    Clip,
    Coaching,
    Community,
    Form,
    Item,
    Pathway,
    Programme,
    Project,
    School,
    Technique,
    WatchList,
    Workshop,
)
from lessonbank.bank import format_timecode as clock
from lessonbank.site.dates.schedule import Schedule, SessionLine
from lessonbank.site.dates.words import day
from lessonbank.site.imprint import imprint
from lessonbank.site.labels import code_of, school_name, years_label
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.player.moments import extent
from lessonbank.site.player.reel import part_path
from lessonbank.site.urls import HANDBOOK, WHOLE, clip_path, item_link, person_path
from lessonbank.site.views.handbook import has_handbook
from lessonbank.site.views.person import experts
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

_NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the site as a chapter. `html` is empty until the page has been written."""

    path: str
    title: str
    id: str
    html: Markup = _NOTHING


@dataclass(frozen=True, slots=True)
class Part:
    """Chapters of one kind."""

    id: str
    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class PaperMoment:
    """A tagged moment of a clip."""

    label: str
    clock: str
    note: str | None
    url: str


@dataclass(frozen=True, slots=True)
class PaperClip:
    """A clip of the handbook."""

    id: str
    title: str
    code: str
    summary: str
    facts: tuple[str, ...]
    url: str
    moments: tuple[PaperMoment, ...]


@dataclass(frozen=True, slots=True)
class WholeView:
    """Everything `whole.html` shows. `mark` is whom the edition is for, if not everybody.

    `address` is that of the handbook on the published site.
    """

    trust: str
    school: str
    mark: tuple[str, str] | None
    control: tuple[tuple[str, str], ...]
    sessions: tuple[SessionLine, ...]
    parts: tuple[Part, ...]
    address: str
    welcome: Markup = _NOTHING
    clips: tuple[PaperClip, ...] = ()


_KINDS: tuple[tuple[str, type[Item]], ...] = (
    (mark("What you can count on"), Pathway),
    (mark("Programmes"), Programme),
    (mark("Workshops"), Workshop),
    (mark("Coaching"), Coaching),
    (mark("Communities"), Community),
    (mark("Techniques"), Technique),
    (mark("Watch lists"), WatchList),
    (mark("Research"), Project),
    (mark("Case studies"), CaseStudy),
    (mark("Forms"), Form),
)


def pages(library: Library) -> Iterator[SitePage]:
    """Yield the page, whose chapters are bound later."""
    trust = library.bank.trust
    if not has_handbook(library.bank):
        return
    yield SitePage(
        path=WHOLE,
        title=_("The whole handbook"),
        description=_("The handbook of %(trust)s on one page, to print.", trust=trust.name),
        template="whole.html",
        view=_view(library),
        parent=HANDBOOK,
        listed=False,
    )


def _view(library: Library) -> WholeView:
    bank = library.bank
    audience = library.edition.audience_in(bank)
    return WholeView(
        trust=bank.trust.name,
        school=audience.name if isinstance(audience, School) else "",
        mark=imprint(bank, library.edition).mark,
        control=tuple(_control(library)),
        sessions=Schedule(bank, library.today).every.next,
        parts=tuple(_parts(library)),
        address=f"{library.published}{HANDBOOK}" if library.published else "",
    )


def _control(library: Library) -> Iterator[tuple[str, str]]:
    """Yield the rows of the document control."""
    own = library.bank.trust.handbook
    if library.version:
        yield _("Version"), library.version
    if own.owner:
        yield _("Owner"), own.owner
    yield _("Date"), day(library.today)
    if own.review_on:
        yield _("Review by"), day(own.review_on)
    named = imprint(library.bank, library.edition).mark
    yield _("Edition"), f"{named[0]}, {named[1]}" if named else _("Public edition")


def _parts(library: Library) -> Iterator[Part]:
    bank = library.bank
    for title, kind in _KINDS:
        items = sorted(bank.of(kind).values(), key=lambda each: each.label.casefold())
        if chapters := tuple(_chapter(each.label, item_link(each).url) for each in items):
            yield Part(kind.folder, _(title), chapters)
    people = experts(bank)
    if chapters := tuple(_chapter(each.credited, person_path(each)) for each in people):
        yield Part("people", _("People to ask"), chapters)


def _chapter(title: str, path: str | None) -> Chapter:
    address = path or ""
    return Chapter(address, title, chapter_id(address))


def chapter_id(path: str) -> str:
    """Return the id of the chapter that a page becomes: `workshops-boards-up`."""
    return path.removesuffix(".html").replace("/", "-")


def paper_clips(library: Library, ids: Iterable[str]) -> tuple[PaperClip, ...]:
    """Return these clips by title."""
    wanted = set(ids)
    clips = (clip for clip in library.clips if clip.id in wanted)
    return tuple(_clip(library, each) for each in sorted(clips, key=lambda c: c.title.casefold()))


def _clip(library: Library, clip: Clip) -> PaperClip:
    bank = library.bank
    known = (
        bank.label("subject", clip.subject),
        years_label(bank, clip) or bank.label("phase", clip.phase),
        school_name(bank, clip),
        clock(clip.duration),
    )
    return PaperClip(
        id=chapter_id(clip_path(clip.id)),
        title=clip.title,
        code=code_of(clip),
        summary=clip.summary,
        facts=known,
        url=clip_path(clip.id),
        moments=tuple(_moments(library, clip)),
    )


def _moments(library: Library, clip: Clip) -> Iterator[PaperMoment]:
    for each in clip.moments:
        tag = library.bank.tags[each.tag]
        span = extent(clip, each, tag)
        yield PaperMoment(tag.label, clock(span[0]), each.note, part_path(clip, span))
