"""Tag pages: a definition, and a reel of every moment with the tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lessonbank.bank import Clip, Tag, TagSet
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.pictures.palette import colour_of
from lessonbank.site.player.frame import Frame, frame_of, reel_height
from lessonbank.site.player.moments import extent
from lessonbank.site.player.reel import Stretch, stretch
from lessonbank.site.urls import INDEX, Link
from lessonbank.site.views.common import Card, card
from lessonbank.texts import gettext as _

MOMENTS = "moments/index.html"


@dataclass(frozen=True, slots=True)
class TagView:
    """Everything `tag.html` shows. `phases` and `subjects` are filters of the reel."""

    title: str
    definition: str
    looks_like: tuple[str, ...]
    not_this: tuple[str, ...]
    prompts: tuple[str, ...]
    colour: str
    pattern: str
    exemplars: tuple[Card, ...]
    reel: tuple[Stretch, ...]
    phases: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, str], ...]
    frame: Frame | None = None
    """The frame in which other sites can show the reel."""
    also: tuple[str, ...] = ()
    """Other names, for search."""


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag in the index of moments."""

    link: Link
    definition: str
    colour: str
    pattern: str
    count: int


@dataclass(frozen=True, slots=True)
class MomentsView:
    """Tags by group, each with the number of its moments."""

    groups: tuple[tuple[str, tuple[TagLine, ...]], ...]
    count: int


def tag_path(tag_id: str) -> str:
    return f"moments/{tag_id}.html"


def pages(library: Library) -> Iterator[SitePage]:
    if not library.bank.tags:
        return
    reels = {tag.id: tuple(_reel(library, tag)) for tag in library.bank.tags.values()}
    yield _index(library, reels)
    for tag in library.bank.tags.values():
        yield SitePage(
            path=tag_path(tag.id),
            title=tag.label,
            description=tag.definition,
            template="tag.html",
            view=_view(library, tag, reels[tag.id]),
            parent=MOMENTS,
        )


def _view(library: Library, tag: Tag, reel: tuple[Stretch, ...]) -> TagView:
    clips = {clip.id: clip for clip in library.clips}
    return TagView(
        title=tag.label,
        also=tag.also,
        definition=tag.definition,
        looks_like=tag.looks_like,
        not_this=tag.not_this,
        prompts=tag.prompts,
        colour=colour_of(library.bank, tag),
        pattern=tag.pattern,
        exemplars=tuple(card(library, clips[id_]) for id_ in tag.exemplars if id_ in clips),
        reel=reel,
        phases=tuple(sorted({(part.phase, part.phase_label) for part in reel})),
        subjects=tuple(sorted({(part.subject, part.subject_label) for part in reel})),
        frame=frame_of(library, tag_path(tag.id), tag.label, reel_height(reel)) if reel else None,
    )


def _reel(library: Library, tag: Tag) -> Iterator[Stretch]:
    for clip in library.clips:
        yield from _moments(library, clip, tag)


def _moments(library: Library, clip: Clip, tag: Tag) -> Iterator[Stretch]:
    for moment in clip.moments:
        if moment.tag == tag.id:
            span = extent(clip, moment, tag)
            yield stretch(library, clip, span, moment.note or clip.title)


def _index(library: Library, reels: Mapping[str, tuple[Stretch, ...]]) -> SitePage:
    return SitePage(
        path=MOMENTS,
        title=_("Moments"),
        description=_(
            "Tagged moments of %(trust)s, by what they show.", trust=library.bank.trust.name
        ),
        template="moments.html",
        view=MomentsView(
            groups=tuple(_groups(library, reels)),
            count=sum(len(reel) for reel in reels.values()),
        ),
        parent=INDEX,
        prose=None,
    )


def _groups(
    library: Library, reels: Mapping[str, tuple[Stretch, ...]]
) -> Iterator[tuple[str, tuple[TagLine, ...]]]:
    for tagset in library.bank.of(TagSet).values():
        labels = {group.id: group.label for group in tagset.groups}
        for group in dict.fromkeys(tag.group for tag in tagset.tags):
            lines = (
                _line(library, tag, len(reels[tag.id])) for tag in tagset.tags if tag.group == group
            )
            yield labels.get(group or "", tagset.title), tuple(lines)


def _line(library: Library, tag: Tag, count: int) -> TagLine:
    colour = colour_of(library.bank, tag)
    return TagLine(Link(tag.label, tag_path(tag.id)), tag.definition, colour, tag.pattern, count)
