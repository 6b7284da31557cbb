"""Pages by subject, by phase and by school: one page each with its clips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from lessonbank.bank import Bank, Clip, School, Session
from lessonbank.site.dates.schedule import CALENDAR, feed_path
from lessonbank.site.feed_paths import NEWS, clip_feed, session_feed
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import Link, school_path
from lessonbank.site.views.browse import BROWSE
from lessonbank.site.views.common import Fact, Groups, grouped
from lessonbank.site.views.topic import uses
from lessonbank.texts import gettext as _


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Everything `place.html` shows: some facts, and clips under headings."""

    title: str
    lead: str | None
    facts: tuple[Fact, ...]
    groups: Groups
    count: int
    uses: tuple[Fact, ...] = ()


def subject_path(subject: str) -> str:
    return f"subjects/{subject}.html"


def phase_path(phase: str) -> str:
    return f"phases/{phase}.html"


def pages(library: Library) -> Iterator[SitePage]:
    yield from _subjects(library)
    yield from _phases(library)
    yield from _schools(library)


def _subjects(library: Library) -> Iterator[SitePage]:
    for subject in dict.fromkeys(clip.subject for clip in library.clips):
        label = library.bank.label("subject", subject)
        clips = [clip for clip in library.clips if clip.subject == subject]
        facts = tuple(_news(library, clip_feed("subject", subject)))
        yield _page(library, subject_path(subject), label, clips, by="phase", facts=facts)


def _phases(library: Library) -> Iterator[SitePage]:
    for phase in library.bank.terms["phase"].values():
        if clips := [clip for clip in library.clips if clip.phase == phase.id]:
            yield _page(library, phase_path(phase.id), phase.label, clips, by="subject")


def _schools(library: Library) -> Iterator[SitePage]:
    for school in library.bank.of(School).values():
        clips = [
            clip for clip in library.clips if library.bank.recording_of(clip).school == school.id
        ]
        facts = (*_facts(library.bank, school), *_news(library, *_feeds(library.bank, school)))
        yield _page(
            library,
            school_path(school.id),
            school.name,
            clips,
            by="subject",
            lead=school.about,
            facts=facts,
            uses=uses(library.bank, school),
        )


def _facts(bank: Bank, school: School) -> Iterator[Fact]:
    yield Fact(_("Phase"), (Link(bank.label("phase", school.phase)),))
    if school.ages:
        youngest, oldest = school.ages.youngest, school.ages.oldest
        ages = _("%(youngest)s to %(oldest)s", youngest=youngest, oldest=oldest)
        yield Fact(_("Ages"), (Link(ages),))
    if _has_dates(bank, school):
        theirs = Link(_("Calendar of this school"), f"{CALENDAR}#school={school.id}")
        yield Fact(
            _("Dates"),
            (theirs, Link(_("Subscribe to these dates"), feed_path(school.kind, school.id))),
        )


def _has_dates(bank: Bank, school: School) -> bool:
    return any(school.id in (each.schools or {school.id}) for each in bank.of(Session).values())


def _feeds(bank: Bank, school: School) -> Iterator[str]:
    yield clip_feed(school.kind, school.id)
    if _has_dates(bank, school):
        yield session_feed(feed_path(school.kind, school.id))


def _page(
    library: Library,
    path: str,
    title: str,
    clips: Iterable[Clip],
    *,
    by: Literal["phase", "subject"],
    lead: str | None = None,
    facts: tuple[Fact, ...] = (),
    uses: tuple[Fact, ...] = (),
) -> SitePage:
    groups = grouped(library, clips, by)
    view = PlaceView(
        title=title,
        lead=lead,
        facts=facts,
        groups=groups,
        count=sum(len(cards) for _, cards in groups),
        uses=uses,
    )
    description = lead or _(
        "%(title)s: clips of %(trust)s.", title=title, trust=library.bank.trust.name
    )
    return SitePage(path, title, description, "place.html", view, parent=BROWSE)


def _news(library: Library, *feeds: str) -> Iterator[Fact]:
    """Yield a fact with links to feeds; nothing for a site without a published address."""
    if library.site_url:
        yield Fact(_("News feeds"), tuple(Link(_label(feed), feed) for feed in feeds))


def _label(feed: str) -> str:
    is_clips = feed.startswith(f"{NEWS}clips-")
    return _("New clips (RSS)") if is_clips else _("Coming dates (RSS)")
