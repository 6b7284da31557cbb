"""Lessons for pupils who cannot be in school. These pages hold nothing for staff."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Lesson, Unit, format_timecode
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.pictures.frames import Still, poster
from lessonbank.site.player.player import Player, player
from lessonbank.site.speech import Transcribed
from lessonbank.site.urls import INDEX, Link
from lessonbank.site.views.common import Download, downloads, films
from lessonbank.texts import gettext as _

LESSONS = "lessons/index.html"


@dataclass(frozen=True, slots=True)
class LessonView:
    """Everything `lesson.html` shows, beside the prose. The player has no chapters."""

    title: str
    outcome: str
    duration: str
    player: Player
    key_points: tuple[str, ...]
    keywords: tuple[tuple[str, str], ...]
    tasks: tuple[str, ...]
    downloads: tuple[Download, ...]
    transcripts: tuple[Transcribed, ...]
    unit: Link | None
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson in its unit."""

    link: Link
    outcome: str
    duration: str
    poster: Still


@dataclass(frozen=True, slots=True)
class UnitView:
    """Everything `unit.html` shows."""

    title: str
    summary: str
    subject: str
    year: str
    lessons: tuple[LessonLine, ...]


@dataclass(frozen=True, slots=True)
class LessonsView:
    """Units, and the lessons that belong to no unit."""

    units: tuple[tuple[Link, str, str, int], ...]
    """Link, subject and year, summary, number of lessons."""
    others: tuple[LessonLine, ...]


def lesson_path(lesson_id: str) -> str:
    return f"lessons/{lesson_id}.html"


def unit_path(unit_id: str) -> str:
    return f"lessons/units/{unit_id}.html"


def pages(library: Library) -> Iterator[SitePage]:
    lessons = {
        lesson.id: lesson
        for lesson in library.bank.of(Lesson).values()
        if lesson.clip in library.media
    }
    if not lessons:
        return
    units = [(unit, _in_order(unit, lessons)) for unit in library.bank.of(Unit).values()]
    yield _index(library, units, lessons)
    placed: dict[str, tuple[Unit, list[Lesson]]] = {}
    for unit, of_unit in units:
        yield _unit(library, unit, of_unit)
        placed |= {lesson.id: (unit, of_unit) for lesson in of_unit if lesson.id not in placed}
    for id_ in dict.fromkeys((*placed, *lessons)):  # In their units' order, as they are turned.
        yield _lesson(library, lessons[id_], placed.get(id_))


def _in_order(unit: Unit, lessons: dict[str, Lesson]) -> list[Lesson]:
    return [lessons[id_] for id_ in unit.lessons if id_ in lessons]


def _lesson(library: Library, lesson: Lesson, place: tuple[Unit, list[Lesson]] | None) -> SitePage:
    clip = library.bank.clip(lesson.clip)
    unit, row = place or (None, [lesson])
    at = row.index(lesson)
    film = player(library, clip, lesson)
    view = LessonView(
        title=lesson.title,
        outcome=lesson.outcome,
        duration=format_timecode(clip.duration),
        player=film,
        key_points=lesson.key_points,
        keywords=tuple((word.keyword, word.description) for word in lesson.keywords),
        tasks=lesson.tasks,
        downloads=(*films(clip, film.sources), *downloads(lesson.resources)),
        transcripts=library.transcripts_of(clip),
        unit=Link(unit.title, unit_path(unit.id)) if unit else None,
        previous=_link(row[at - 1]) if at else None,
        next=_link(row[at + 1]) if at + 1 < len(row) else None,
    )
    return SitePage(
        path=lesson_path(lesson.id),
        title=lesson.title,
        description=lesson.outcome,
        template="lesson.html",
        view=view,
        parent=unit_path(unit.id) if unit else LESSONS,
        item=lesson,
        prose=lesson.body,
    )


def _unit(library: Library, unit: Unit, lessons: list[Lesson]) -> SitePage:
    bank = library.bank
    view = UnitView(
        title=unit.title,
        summary=unit.summary,
        subject=bank.label("subject", unit.subject),
        year=bank.label("year", unit.year),
        lessons=tuple(_line(library, lesson) for lesson in lessons),
    )
    return SitePage(
        path=unit_path(unit.id),
        title=unit.title,
        description=unit.summary,
        template="unit.html",
        view=view,
        parent=LESSONS,
        item=unit,
    )


def _index(
    library: Library, units: list[tuple[Unit, list[Lesson]]], lessons: dict[str, Lesson]
) -> SitePage:
    bank = library.bank
    placed = {lesson.id for _, of_unit in units for lesson in of_unit}
    rows = (
        (
            Link(unit.title, unit_path(unit.id)),
            f"{bank.label('subject', unit.subject)}, {bank.label('year', unit.year)}",
            unit.summary,
            len(of_unit),
        )
        for unit, of_unit in units
    )
    others = [lesson for lesson in lessons.values() if lesson.id not in placed]
    return SitePage(
        path=LESSONS,
        title=_("Lessons"),
        description=_(
            "Lessons of %(trust)s for pupils who cannot be in school.", trust=bank.trust.name
        ),
        template="lessons.html",
        view=LessonsView(
            units=tuple(sorted(rows, key=lambda row: (row[1], row[0].label))),
            others=tuple(_line(library, lesson) for lesson in others),
        ),
        parent=INDEX,
        prose=None,
    )


def _line(library: Library, lesson: Lesson) -> LessonLine:
    clip = library.bank.clip(lesson.clip)
    return LessonLine(
        link=_link(lesson),
        outcome=lesson.outcome,
        duration=format_timecode(clip.duration),
        poster=poster(library, clip),
    )


def _link(lesson: Lesson) -> Link:
    return Link(lesson.title, lesson_path(lesson.id))
