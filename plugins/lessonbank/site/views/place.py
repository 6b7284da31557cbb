"""Pages by subject and by phase: one page each with its clips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from lessonbank.bank import Clip
from lessonbank.site.feed_paths import clip_feed
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.views.browse import BROWSE
from lessonbank.site.views.common import Fact, Groups, grouped
from lessonbank.site.views.news import news_fact
from lessonbank.texts import gettext as _


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Everything `place.html` shows: clips under headings, and links to feeds."""

    title: str
    groups: Groups
    count: int
    facts: tuple[Fact, ...] = ()


def subject_path(subject: str) -> str:
    return f"subjects/{subject}.html"


def phase_path(phase: str) -> str:
    return f"phases/{phase}.html"


def pages(library: Library) -> Iterator[SitePage]:
    yield from _subjects(library)
    yield from _phases(library)


def _subjects(library: Library) -> Iterator[SitePage]:
    for subject in dict.fromkeys(clip.subject for clip in library.clips):
        label = library.bank.label("subject", subject)
        clips = [clip for clip in library.clips if clip.subject == subject]
        facts = tuple(news_fact(library, clip_feed("subject", subject)))
        yield _page(library, subject_path(subject), label, clips, by="phase", facts=facts)


def _phases(library: Library) -> Iterator[SitePage]:
    for phase in library.bank.terms["phase"].values():
        if clips := [clip for clip in library.clips if clip.phase == phase.id]:
            yield _page(library, phase_path(phase.id), phase.label, clips, by="subject")


def _page(
    library: Library,
    path: str,
    title: str,
    clips: Iterable[Clip],
    *,
    by: Literal["phase", "subject"],
    facts: tuple[Fact, ...] = (),
) -> SitePage:
    groups = grouped(library, clips, by)
    view = PlaceView(
        title=title,
        groups=groups,
        count=sum(len(cards) for _, cards in groups),
        facts=facts,
    )
    trust = library.bank.trust.name
    description = _("%(title)s: clips of %(trust)s.", title=title, trust=trust)
    return SitePage(path, title, description, "place.html", view, parent=BROWSE)
