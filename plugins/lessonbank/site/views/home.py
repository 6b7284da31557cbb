"""The home page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from lessonbank.bank import Clip, Technique
from lessonbank.handbook.nearest import nearest
from lessonbank.site.dates.schedule import CALENDAR, Schedule, SessionLine
from lessonbank.site.library import Library
from lessonbank.site.offline import OFFLINE
from lessonbank.site.page import SitePage
from lessonbank.site.player.player import Player, player
from lessonbank.site.urls import INDEX, Link
from lessonbank.site.views.browse import BROWSE
from lessonbank.site.views.calendar import Choices, choices
from lessonbank.site.views.common import Card, card
from lessonbank.site.views.examples import examples, top_techniques
from lessonbank.site.views.find import FIND
from lessonbank.site.views.place import phase_path, subject_path
from lessonbank.site.views.school import SchoolSign, sign
from lessonbank.site.views.technique import TECHNIQUES
from lessonbank.texts import gettext as _
from lessonbank.texts import ngettext

_NEWEST = 3
_SHOWN = 3
# A site is not built every day, so the page holds more sessions than it shows at once.
_SPARE = 8
_HALF = 35
_SHORT = 180
"""Seconds of the longest clip that a teacher with three minutes can watch."""


@dataclass(frozen=True, slots=True)
class Today:
    """The clip that the home page plays. `time` says how long it takes: `2 minutes`."""

    player: Player
    card: Card
    time: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything `home.html` shows, beside the prose of `content/index.md`."""

    school: SchoolSign | None
    """The school that leads the edition, if one does."""
    find_url: str
    examples: tuple[Link, ...]
    """Searches that find something, as links to the Find page."""
    today: Today | None
    newest: tuple[Card, ...]
    clips: int
    technique_count: int
    browse_url: str | None
    """The list of clips, if the site has one."""
    techniques_url: str
    phases: tuple[Link, ...]
    """Phases and subjects that have clips."""
    subjects: tuple[Link, ...]
    techniques: tuple[Link, ...]
    """The techniques that most clips show."""
    next: tuple[SessionLine, ...]
    """The next sessions of all roles; a script filters them by the reader's choice."""
    shown: int
    """How many sessions are shown at once."""
    choices: Choices
    calendar_url: str
    offline: str | None
    """The size of the copy to download, if there is one."""
    offline_url: str


def pages(library: Library) -> Iterator[SitePage]:
    bank = library.bank
    yield SitePage(
        path=INDEX,
        title=_("Home"),
        description=bank.trust.about or _("The lesson bank of %(trust)s.", trust=bank.trust.name),
        template="home.html",
        view=HomeView(
            school=sign(library, library.leading) if library.leading else None,
            find_url=FIND,
            examples=tuple(examples(library, FIND)),
            today=_today(library),
            newest=tuple(card(library, clip) for clip in _newest(library)),
            clips=len(library.clips),
            technique_count=len(bank.of(Technique)),
            browse_url=BROWSE if library.has_clips else None,
            techniques_url=TECHNIQUES,
            phases=tuple(_places(library, "phase", phase_path)),
            subjects=tuple(_places(library, "subject", subject_path)),
            techniques=top_techniques(library),
            next=tuple(_next(library)),
            shown=_SHOWN,
            choices=choices(bank, programmes=False),
            calendar_url=CALENDAR,
            offline=library.offline.size if library.offline else None,
            offline_url=OFFLINE,
        ),
        prose=None,
    )


def _today(library: Library) -> Today | None:
    """Choose a clip by the day of the build: a short one, with a frame of its film if any has one.

    It is the shortest of all if none is short.
    """
    shown = _own_first(library, library.clips)
    clips = sorted(shown, key=lambda clip: (clip.duration, clip.id))
    short = [clip for clip in clips if clip.duration <= _SHORT] or clips[:1]
    seen = [clip for clip in short if library.bank.recording_of(clip).poster == "frame"] or short
    if not seen:
        return None
    clip = seen[library.today.toordinal() % len(seen)]
    return Today(player(library, clip), card(library, clip), _time(clip.duration))


def _time(seconds: float) -> str:
    if seconds <= _HALF:
        return _("Half a minute")
    return ngettext("%(num)d minute", "%(num)d minutes", ceil(seconds / 60))


def _places(
    library: Library, kind: Literal["phase", "subject"], path: Callable[[str], str]
) -> Iterator[Link]:
    used = {getattr(clip, kind) for clip in library.clips}
    for term in library.bank.terms[kind].values():
        if term.id in used:
            yield Link(term.label, path(term.id))


def _next(library: Library) -> Iterator[SessionLine]:
    schedule = Schedule(library.bank, library.today)
    own = {library.leading.id} if library.leading else set()
    to_come = (
        session
        for session in schedule.sessions
        if not schedule.over(session) and (not own or own & {*(session.schools or own)})
    )
    yield from map(schedule.line, nearest(library.bank, to_come, _SHOWN + _SPARE))


def _newest(library: Library) -> list[Clip]:
    """Return the clips filmed last, each of a different subject while there are enough."""
    month = {clip.id: library.bank.recording_of(clip).month for clip in library.clips}
    clips = sorted(library.clips, key=lambda clip: month[clip.id], reverse=True)
    firsts = {clip.subject: clip for clip in reversed(clips)}
    varied = sorted(firsts.values(), key=clips.index)
    own = _of_school(library, clips)
    return list(dict.fromkeys((*own, *varied, *clips)))[:_NEWEST]


def _own_first(library: Library, clips: Sequence[Clip]) -> Sequence[Clip]:
    """Return the clips of the school that leads the edition; all if there are none."""
    return _of_school(library, clips) or clips


def _of_school(library: Library, clips: Sequence[Clip]) -> list[Clip]:
    own = library.leading.id if library.leading else ""
    return [clip for clip in clips if library.bank.recording_of(clip).school == own]
