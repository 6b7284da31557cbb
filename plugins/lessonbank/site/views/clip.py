"""The page on which a teacher watches a clip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lessonbank.bank import (
    Bank,
    Clip,
    Credit,
    Licence,
    LicenceId,
    Moment,
    Technique,
    statistics,
)
from lessonbank.bank import format_timecode as clock
from lessonbank.site.dates.words import day
from lessonbank.site.labels import code_of, people, school_name, years_label
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.pictures.frames import Still, still
from lessonbank.site.pictures.palette import colour_of
from lessonbank.site.pictures.stills import chapter_still, moment_still
from lessonbank.site.player.frame import Frame, film_height, frame_of
from lessonbank.site.player.lanes import lanes
from lessonbank.site.player.moments import extent, intervals
from lessonbank.site.player.player import Player, chapter_spans, player
from lessonbank.site.speech import Transcribed
from lessonbank.site.urls import Link, clip_path, school_path, technique_path
from lessonbank.site.views.browse import BROWSE
from lessonbank.site.views.common import Card, Download, Fact, card, downloads, films
from lessonbank.site.views.framework import statement_links
from lessonbank.site.views.onward import Onward, onwards
from lessonbank.site.views.place import phase_path, subject_path
from lessonbank.site.views.tag import tag_path
from lessonbank.site.views.topic import uses
from lessonbank.site.views.workbench import has_workbench
from lessonbank.texts import gettext as _
from lessonbank.texts import mark


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter, in seconds of the clip's own time."""

    title: str
    start: float
    end: float
    clock: str
    still: Still


@dataclass(frozen=True, slots=True)
class MomentView:
    """A tagged instant or span, in seconds of the clip's own time."""

    tag: str
    label: str
    url: str
    definition: str
    start: float
    end: float
    clock: str
    note: str | None
    colour: str
    pattern: str
    still: Still
    lane: int
    """The timeline's lane in which its mark overlaps no other."""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question at a second of the clip's own time, and whether the film stops there."""

    at: float
    clock: str
    words: str
    pause: bool


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag's figures for the clip: count, total `seconds`, and `share` of the clip in per cent."""

    tag: str
    label: str
    url: str
    colour: str
    pattern: str
    count: int
    seconds: float
    share: float


@dataclass(frozen=True, slots=True)
class LicenceView:
    """The licences of the film and of the text about it."""

    holder: str
    video: Link
    text: Link


@dataclass(frozen=True, slots=True)
class ClipView:
    """Everything `clip.html` shows, beside the commentary."""

    id: str
    code: str
    title: str
    summary: str
    duration: str
    player: Player
    chapters: tuple[ChapterView, ...]
    moments: tuple[MomentView, ...]
    tags: tuple[TagLine, ...]
    pre_roll: float
    transcripts: tuple[Transcribed, ...]
    facts: tuple[Fact, ...]
    context: str | None
    watch_before: tuple[str, ...]
    watch_during: tuple[str, ...]
    watch_after: tuple[str, ...]
    questions: tuple[QuestionView, ...]
    """Questions at a second, in the order of time."""
    downloads: tuple[Download, ...]
    credits: tuple[Fact, ...]
    licence: LicenceView
    onwards: tuple[Onward, ...]
    related: tuple[Card, ...]
    uses: tuple[Fact, ...]
    frame: Frame | None = None
    """The frame in which other sites can show it."""
    has_workbench: bool = True
    """True if a link to the workbench can open the clip there."""


def pages(library: Library) -> Iterator[SitePage]:
    after = onwards(library)
    for clip in library.clips:
        view = _view(library, clip, after.get(clip.id, ()))
        yield SitePage(
            path=clip_path(clip.id),
            title=clip.title,
            description=clip.summary,
            template="clip.html",
            view=view,
            parent=BROWSE,
            item=clip,
            prose=clip.body,
            player=view.player,
        )


def _view(library: Library, clip: Clip, after: tuple[Onward, ...]) -> ClipView:
    bank, film = library.bank, player(library, clip)
    return ClipView(
        id=clip.id,
        code=code_of(clip),
        title=clip.title,
        summary=clip.summary,
        duration=clock(clip.duration),
        player=film,
        chapters=_chapters(library, clip),
        moments=tuple(_moments(library, clip)),
        tags=tuple(_tags(bank, clip)),
        pre_roll=bank.trust.policy.pre_roll,
        transcripts=library.transcripts_of(clip),
        facts=tuple(fact for fact in _facts(bank, clip) if fact.values),
        context=clip.context,
        watch_before=clip.watch_for.before,
        watch_during=clip.watch_for.during,
        watch_after=clip.watch_for.after,
        questions=tuple(_questions(clip)),
        downloads=(*films(clip, film.sources), *downloads(clip.resources)),
        credits=tuple(credit_facts(bank, clip)),
        licence=_licence(bank.licence_of(clip)),
        onwards=after,
        related=tuple(card(library, other) for other in related(library, clip)),
        uses=uses(bank, clip),
        frame=frame_of(library, clip_path(clip.id), clip.title, film_height(film)),
        has_workbench=has_workbench(library),
    )


def _questions(clip: Clip) -> Iterator[QuestionView]:
    for each in sorted(clip.watch_for.timed, key=lambda question: question.at):
        at = clip.relative(each.at)
        yield QuestionView(at, clock(at), each.question, each.pause)


def _chapters(library: Library, clip: Clip) -> tuple[ChapterView, ...]:
    stills = library.media[clip.id].stills
    return tuple(
        ChapterView(
            title=chapter.title,
            start=start,
            end=end,
            clock=clock(start),
            still=still(stills[chapter_still(clip, chapter)].small),
        )
        for chapter, (start, end) in zip(clip.chapters, chapter_spans(clip), strict=True)
    )


def _moments(library: Library, clip: Clip) -> Iterator[MomentView]:
    tags = library.bank.tags
    spans = [extent(clip, moment, tags[moment.tag]) for moment in clip.moments]
    for moment, span, lane in zip(clip.moments, spans, lanes(spans, clip.duration), strict=True):
        yield _moment(library, clip, moment, span, lane)


def _moment(
    library: Library, clip: Clip, moment: Moment, span: tuple[float, float], lane: int
) -> MomentView:
    tag = library.bank.tags[moment.tag]
    start, end = span
    return MomentView(
        tag=tag.id,
        label=tag.label,
        url=tag_path(tag.id),
        definition=tag.definition,
        start=start,
        end=end,
        clock=clock(clip.relative(moment.at)),
        note=moment.note,
        colour=colour_of(library.bank, tag),
        pattern=tag.pattern,
        still=still(library.media[clip.id].stills[moment_still(clip, moment)].small),
        lane=lane,
    )


def _tags(bank: Bank, clip: Clip) -> Iterator[TagLine]:
    for line in statistics(intervals(bank, clip), clip.duration):
        tag = bank.tags[line.tag]
        yield TagLine(
            tag=tag.id,
            label=tag.label,
            url=tag_path(tag.id),
            colour=colour_of(bank, tag),
            pattern=tag.pattern,
            count=line.count,
            seconds=line.seconds,
            share=line.share,
        )


def related(library: Library, clip: Clip) -> list[Clip]:
    """Return up to four clips that share a technique, those of other phases first."""
    fellows = {
        other.id: other
        for technique in clip.techniques
        for other in _few(library.by_technique[technique], clip)
    }
    return sorted(fellows.values(), key=lambda other: other.phase == clip.phase)[:_RELATED]


def _few(clips: Sequence[Clip], clip: Clip) -> Iterator[Clip]:
    """Yield a few clips of other phases, then a few of the same phase."""
    others = (other for other in clips if other.phase != clip.phase)
    same = (other for other in clips if other.phase == clip.phase and other.id != clip.id)
    yield from islice(others, _RELATED)
    yield from islice(same, _RELATED)


_RELATED = 4


def _facts(bank: Bank, clip: Clip) -> Iterator[Fact]:
    yield Fact(
        _("Subject"), (Link(bank.label("subject", clip.subject), subject_path(clip.subject)),)
    )
    yield Fact(_("Phase"), (Link(bank.label("phase", clip.phase), phase_path(clip.phase)),))
    if years := years_label(bank, clip):
        yield Fact(_("Year"), (Link(years),))
    yield Fact(_("Techniques"), tuple(_technique(bank, technique) for technique in clip.techniques))
    if clip.statements:
        yield Fact(_("Frameworks"), statement_links(bank, clip.statements))
    school = bank.recording_of(clip).school
    yield Fact(_("School"), (Link(school_name(bank, clip), school_path(school)),))
    if clip.published:
        yield Fact(_("Published"), (Link(day(clip.published)),))
    yield Fact(_("Purpose"), (Link(_(_PURPOSES[clip.purpose])),))
    if clip.setting != "mainstream":
        yield Fact(_("Setting"), (Link(_(_SETTINGS[clip.setting])),))


_PURPOSES = {
    "exemplar": mark("Exemplar"),
    "reflection": mark("Reflection"),
    "problem-of-practice": mark("Problem of practice"),
    "walkthrough": mark("Walkthrough"),
}
_CREDITS = {
    "teacher": mark("Teacher"),
    "filming": mark("Filming"),
    "editing": mark("Editing"),
    "captions": mark("Captions"),
    "support": mark("Support"),
    "board work": mark("Board work"),
}
_SETTINGS = {
    "send": mark("Special educational needs"),
    "alternative-provision": mark("Alternative provision"),
}


def _technique(bank: Bank, technique: str) -> Link:
    return Link(bank.of(Technique)[technique].title, technique_path(technique))


def credit_facts(bank: Bank, clip: Clip) -> Iterator[Fact]:
    """Yield one fact per role, in the order in which roles first appear."""
    credits_ = bank.credits_of(clip)
    for role in dict.fromkeys(credit.role for credit in credits_):
        named = (_credit(bank, credit) for credit in credits_ if credit.role == role)
        yield Fact(_(_CREDITS[role]), tuple(dict.fromkeys(named)))


def _credit(bank: Bank, credit: Credit) -> Link:
    if credit.person is None:
        return Link(credit.name or _("A member of staff"))
    return people(bank, [credit.person])[0]


def _licence(licence: Licence) -> LicenceView:
    return LicenceView(licence.holder, _terms(licence.video), _terms(licence.text))


def _terms(licence: LicenceId) -> Link:
    return Link(licence.label, licence.url)
