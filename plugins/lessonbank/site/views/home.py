"""The home page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Clip, School, Technique
from lessonbank.handbook.nearest import nearest
from lessonbank.site.dates.schedule import CALENDAR, Schedule, SessionLine
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX, Link, technique_path
from lessonbank.site.views.browse import BROWSE
from lessonbank.site.views.calendar import Choices, choices
from lessonbank.site.views.common import Card, card
from lessonbank.site.views.place import phase_path, subject_path
from lessonbank.site.views.technique import TECHNIQUES
from lessonbank.texts import gettext as _

_NEWEST = 3
_SHOWN = 3
# A site is not built every day, so the page holds more sessions than it shows at once.
_SPARE = 8
_TOP = 8


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything `home.html` shows, beside the prose of `content/index.md`."""

    trust: str
    newest: tuple[Card, ...]
    clips: int
    techniques: int
    schools: int
    browse_url: str
    techniques_url: str
    phases: tuple[tuple[Link, tuple[Link, ...]], ...]
    """Each phase that has clips, with its subjects."""
    top_techniques: tuple[Link, ...]
    """The techniques that most clips show."""
    next: tuple[SessionLine, ...]
    """The next sessions of all roles; a script filters them by the reader's choice."""
    shown: int
    """How many sessions are shown at once."""
    choices: Choices
    calendar_url: str


def pages(library: Library) -> Iterator[SitePage]:
    bank = library.bank
    yield SitePage(
        path=INDEX,
        title=_("Home"),
        description=bank.trust.about or _("The lesson bank of %(trust)s.", trust=bank.trust.name),
        template="home.html",
        view=HomeView(
            trust=bank.trust.name,
            newest=tuple(card(library, clip) for clip in _newest(library)),
            clips=len(library.clips),
            techniques=len(bank.of(Technique)),
            schools=len(bank.of(School)),
            browse_url=BROWSE,
            techniques_url=TECHNIQUES,
            phases=tuple(_phases(library)),
            top_techniques=tuple(_top_techniques(library)),
            next=tuple(_next(library)),
            shown=_SHOWN,
            choices=choices(bank, programmes=False),
            calendar_url=CALENDAR,
        ),
        prose=None,
    )


def _phases(library: Library) -> Iterator[tuple[Link, tuple[Link, ...]]]:
    for phase in library.bank.terms["phase"].values():
        subjects = dict.fromkeys(clip.subject for clip in library.clips if clip.phase == phase.id)
        if subjects:
            label = library.bank.label
            links = (Link(label("subject", each), subject_path(each)) for each in subjects)
            yield Link(phase.label, phase_path(phase.id)), tuple(links)


def _top_techniques(library: Library) -> Iterator[Link]:
    shown = Counter(technique for clip in library.clips for technique in clip.techniques)
    techniques = library.bank.of(Technique)
    for id_ in sorted(shown, key=lambda id_: (-shown[id_], id_))[:_TOP]:
        yield Link(techniques[id_].title, technique_path(id_))


def _next(library: Library) -> Iterator[SessionLine]:
    schedule = Schedule(library.bank, library.today)
    to_come = (session for session in schedule.sessions if not schedule.over(session))
    yield from map(schedule.line, nearest(library.bank, to_come, _SHOWN + _SPARE))


def _newest(library: Library) -> list[Clip]:
    """Return the clips filmed last, each of a different subject while there are enough."""
    month = {clip.id: library.bank.recording_of(clip).month for clip in library.clips}
    clips = sorted(library.clips, key=lambda clip: month[clip.id], reverse=True)
    firsts = {clip.subject: clip for clip in reversed(clips)}
    varied = sorted(firsts.values(), key=clips.index)
    return list(dict.fromkeys((*varied, *clips)))[:_NEWEST]
