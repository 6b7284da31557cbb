"""The page on which a teacher watches a clip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Bank, Clip, Credit, Licence, LicenceId, Moment, Person, Technique
from lessonbank.bank import format_timecode as clock
from lessonbank.captions import Transcript
from lessonbank.site.library import Library
from lessonbank.site.moments import extent
from lessonbank.site.page import SitePage
from lessonbank.site.palette import colour_of
from lessonbank.site.player import Player, Still, chapter_spans, player, still
from lessonbank.site.stills import chapter_still, moment_still
from lessonbank.site.views.browse import BROWSE
from lessonbank.site.views.common import (
    Fact,
    Link,
    clip_path,
    school_name,
    technique_path,
    years_label,
)


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A stretch of the clip, in seconds of the clip's own clock."""

    title: str
    start: float
    end: float
    clock: str
    still: Still


@dataclass(frozen=True, slots=True)
class MomentView:
    """A tagged instant or span, in seconds of the clip's own clock."""

    tag: str
    label: str
    definition: str
    start: float
    end: float
    clock: str
    note: str | None
    colour: str
    pattern: str
    still: Still


@dataclass(frozen=True, slots=True)
class LicenceView:
    """What may be done with the film and with the words about it."""

    holder: str
    video: Link
    text: Link


@dataclass(frozen=True, slots=True)
class ClipView:
    """Everything `clip.html` shows, beside the commentary."""

    id: str
    title: str
    summary: str
    duration: str
    player: Player
    chapters: tuple[ChapterView, ...]
    moments: tuple[MomentView, ...]
    transcript: Transcript | None
    facts: tuple[Fact, ...]
    context: str | None
    watch_before: tuple[str, ...]
    watch_during: tuple[str, ...]
    watch_after: tuple[str, ...]
    credits: tuple[Fact, ...]
    licence: LicenceView


def pages(library: Library) -> Iterator[SitePage]:
    for clip in library.clips:
        view = _view(library, clip)
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


def _view(library: Library, clip: Clip) -> ClipView:
    bank = library.bank
    return ClipView(
        id=clip.id,
        title=clip.title,
        summary=clip.summary,
        duration=clock(clip.duration),
        player=player(library, clip),
        chapters=_chapters(library, clip),
        moments=tuple(_moment(library, clip, moment) for moment in clip.moments),
        transcript=library.transcript_of(clip),
        facts=tuple(fact for fact in _facts(bank, clip) if fact.values),
        context=clip.context,
        watch_before=clip.watch_for.before,
        watch_during=clip.watch_for.during,
        watch_after=clip.watch_for.after,
        credits=tuple(_credits(bank, clip)),
        licence=_licence(bank.licence_of(clip)),
    )


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


def _moment(library: Library, clip: Clip, moment: Moment) -> MomentView:
    tag = library.bank.tags[moment.tag]
    start, end = extent(clip, moment, tag)
    return MomentView(
        tag=tag.id,
        label=tag.label,
        definition=tag.definition,
        start=start,
        end=end,
        clock=clock(clip.relative(moment.at)),
        note=moment.note,
        colour=colour_of(library.bank, tag),
        pattern=tag.pattern,
        still=still(library.media[clip.id].stills[moment_still(clip, moment)].small),
    )


def _facts(bank: Bank, clip: Clip) -> Iterator[Fact]:
    yield Fact("Subject", (Link(bank.label("subject", clip.subject)),))
    yield Fact("Phase", (Link(bank.label("phase", clip.phase)),))
    if years := years_label(bank, clip):
        yield Fact("Year", (Link(years),))
    yield Fact("Techniques", tuple(_technique(bank, technique) for technique in clip.techniques))
    yield Fact("School", (Link(school_name(bank, clip)),))
    yield Fact("Purpose", (Link(clip.purpose.replace("-", " ").capitalize()),))
    if clip.setting != "mainstream":
        yield Fact("Setting", (Link(_SETTINGS[clip.setting]),))


_SETTINGS = {"send": "Special educational needs", "alternative-provision": "Alternative provision"}


def _technique(bank: Bank, technique: str) -> Link:
    return Link(bank.of(Technique)[technique].title, technique_path(technique))


def _credits(bank: Bank, clip: Clip) -> Iterator[Fact]:
    """Who did what, one line a role, in the order in which the roles first appear."""
    credits_ = bank.credits_of(clip)
    for role in dict.fromkeys(credit.role for credit in credits_):
        named = (Link(_name(bank, credit)) for credit in credits_ if credit.role == role)
        yield Fact(role.capitalize(), tuple(dict.fromkeys(named)))


def _name(bank: Bank, credit: Credit) -> str:
    if credit.person is not None:
        return bank.of(Person)[credit.person].credited
    return credit.name or "A member of staff"


def _licence(licence: Licence) -> LicenceView:
    return LicenceView(licence.holder, _terms(licence.video), _terms(licence.text))


def _terms(licence: LicenceId) -> Link:
    return Link(licence.label, licence.url)
