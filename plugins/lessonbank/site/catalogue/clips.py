"""Entries of the catalogue about watching: clips, techniques and tag sets."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Clip, TagSet, Technique
from lessonbank.site.catalogue.models import (
    Chapter,
    ClipEntry,
    Moment,
    TagEntry,
    TagSetEntry,
    TechniqueEntry,
)
from lessonbank.site.catalogue.parts import (
    clip_references,
    credit_lines,
    head,
    item_head,
    reference,
    references,
    rights,
    term,
    terms,
)
from lessonbank.site.labels import code_of, school_name
from lessonbank.site.library import Library
from lessonbank.site.pictures.frames import poster
from lessonbank.site.player.moments import extent
from lessonbank.site.player.player import chapter_spans
from lessonbank.site.urls import Link, clip_path, school_path
from lessonbank.site.views.tag import tag_path


def clip_entry(library: Library, clip: Clip) -> ClipEntry:
    bank, recording = library.bank, library.bank.recording_of(clip)
    school = Link(school_name(bank, clip), school_path(recording.school))
    return ClipEntry(
        **item_head(library, clip),
        summary=clip.summary,
        code=code_of(clip),
        published=clip.published,
        seconds=clip.duration,
        language=recording.language or bank.trust.language,
        subject=term(bank, "subject", clip.subject),
        phase=term(bank, "phase", clip.phase),
        years=terms(bank, "year", clip.years),
        school=reference(school),
        techniques=references(bank.of(Technique)[id_] for id_ in clip.techniques),
        chapters=tuple(_chapters(clip)),
        moments=tuple(_moments(library, clip)),
        credits=tuple(credit_lines(bank, clip)),
        rights=rights(bank, clip),
        picture=poster(library, clip).url,
    )


def _chapters(clip: Clip) -> Iterator[Chapter]:
    for chapter, (start, end) in zip(clip.chapters, chapter_spans(clip), strict=True):
        yield Chapter(title=chapter.title, start=start, end=end, path=_at(clip, start))


def _moments(library: Library, clip: Clip) -> Iterator[Moment]:
    for moment in clip.moments:
        tag = library.bank.tags[moment.tag]
        start, end = extent(clip, moment, tag)
        link = Link(tag.label, tag_path(tag.id))
        yield Moment(
            tag=reference(link), note=moment.note, start=start, end=end, path=_at(clip, start)
        )


def _at(clip: Clip, second: float) -> str:
    return f"{clip_path(clip.id)}#t={second:g}"


def technique_entry(library: Library, technique: Technique) -> TechniqueEntry:
    clips = library.by_technique.get(technique.id, ())
    return TechniqueEntry(
        **item_head(library, technique),
        summary=technique.summary,
        clips=clip_references(library, (clip.id for clip in clips)),
    )


def tag_set_entry(library: Library, tag_set: TagSet) -> TagSetEntry:
    tags = (
        TagEntry(
            **head(library, tag.id, Link(tag.label, tag_path(tag.id))), definition=tag.definition
        )
        for tag in tag_set.tags
    )
    return TagSetEntry(
        id=tag_set.id,
        title=tag_set.title,
        version=tag_set.version,
        licence=tag_set.licence.value,
        tags=tuple(tags),
    )
