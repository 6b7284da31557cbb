"""Structured data of a clip: what it teaches, its film and the parts of the film."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from lessonbank.bank import Clip, Technique
from lessonbank.site.labels import school_name, years_label
from lessonbank.site.library import Library
from lessonbank.site.linked.nodes import (
    Node,
    duration,
    midnight,
    named_people,
    node,
    reference,
    trust_id,
)
from lessonbank.site.pictures.frames import poster
from lessonbank.site.player.moments import extent
from lessonbank.site.player.player import chapter_spans, sources
from lessonbank.site.urls import clip_path
from lessonbank.texts import gettext as _


def clip_nodes(library: Library, clip: Clip) -> Iterator[Node]:
    """Yield a clip as a resource for learning, then its film.

    Search engines take no film without the day of its publication, so that one is left out.
    """
    yield _resource(library, clip)
    if clip.published:
        yield _film(library, clip)


def _resource(library: Library, clip: Clip) -> Node:
    bank, page = library.bank, library.absolute(clip_path(clip.id))
    techniques = (bank.of(Technique)[id_].title for id_ in clip.techniques)
    phase = bank.label("phase", clip.phase)
    return node(
        "LearningResource",
        id_=f"{page}#clip",
        name=clip.title,
        description=clip.summary,
        url=page,
        image=library.absolute(poster(library, clip).url),
        inLanguage=_language(library, clip),
        learningResourceType=_("Film of a lesson"),
        educationalLevel=", ".join(filter(None, (phase, years_label(bank, clip)))),
        about=bank.label("subject", clip.subject),
        teaches=list(techniques),
        audience=node("EducationalAudience", educationalRole="teacher"),
        timeRequired=duration(clip.duration),
        datePublished=f"{clip.published}" if clip.published else None,
        isAccessibleForFree=True,
        license=bank.licence_of(clip).text.url,
        locationCreated=node("Place", name=school_name(bank, clip)),
        contributor=_people(library, clip),
        publisher=reference(trust_id(library)),
        video=reference(f"{page}#film") if clip.published else None,
    )


def _film(library: Library, clip: Clip) -> Node:
    bank, page = library.bank, library.absolute(clip_path(clip.id))
    best = sources(library, library.media[clip.id])[0]
    zone = ZoneInfo(bank.trust.time_zone)
    return node(
        "VideoObject",
        id_=f"{page}#film",
        name=clip.title,
        description=clip.summary,
        thumbnailUrl=[library.absolute(poster(library, clip).url)],
        uploadDate=midnight(clip.published, zone) if clip.published else None,
        duration=duration(clip.duration),
        contentUrl=library.absolute(best.url),
        encodingFormat=best.type,
        inLanguage=_language(library, clip),
        license=bank.licence_of(clip).video.url,
        copyrightHolder=node("Organization", name=bank.licence_of(clip).holder),
        publisher=reference(trust_id(library)),
        hasPart=list(_parts(library, clip)),
    )


def _parts(library: Library, clip: Clip) -> Iterator[Node]:
    """Yield chapters and moments in the order of time. No two may start at the same second."""
    page, taken = library.absolute(clip_path(clip.id)), set[float]()
    for start, end, name in sorted((*_chapters(clip), *_moments(library, clip)), key=_start):
        if start not in taken and start < end:
            taken.add(start)
            url = f"{page}#t={start:g}"
            yield node("Clip", name=name, startOffset=start, endOffset=end, url=url)


def _start(part: tuple[float, float, str]) -> float:
    return part[0]


def _chapters(clip: Clip) -> Iterator[tuple[float, float, str]]:
    for chapter, (start, end) in zip(clip.chapters, chapter_spans(clip), strict=True):
        yield start, end, chapter.title


def _moments(library: Library, clip: Clip) -> Iterator[tuple[float, float, str]]:
    for moment in clip.moments:
        tag = library.bank.tags[moment.tag]
        name = f"{tag.label}: {moment.note}" if moment.note else tag.label
        yield *extent(clip, moment, tag), name


def _people(library: Library, clip: Clip) -> list[Node]:
    credits_ = library.bank.credits_of(clip)
    return named_people(library, library.bank, (each.person for each in credits_ if each.person))


def _language(library: Library, clip: Clip) -> str:
    return library.bank.recording_of(clip).language or library.bank.trust.language
