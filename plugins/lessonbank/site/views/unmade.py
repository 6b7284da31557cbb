"""Clips of a preview that cannot be watched yet: their pages and cards. A built site has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Clip, format_timecode
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import clip_path


@dataclass(frozen=True, slots=True)
class UnmadeView:
    """What is known of the clip without its film; `cause` is None while it is being made."""

    title: str
    url: str
    summary: str
    duration: str
    subject: str
    cause: str | None


def cards(library: Library) -> tuple[UnmadeView, ...]:
    """Every clip that cannot be watched yet, as it is listed."""
    return tuple(_view(library, clip) for clip in library.waiting)


def pages(library: Library, parent: str) -> Iterator[SitePage]:
    """A page for each, until there is one to watch it on."""
    for clip, view in zip(library.waiting, cards(library), strict=True):
        yield SitePage(
            path=view.url,
            title=clip.title,
            description=clip.summary,
            template="unmade.html",
            view=view,
            parent=parent,
            item=clip,
            prose=clip.body,
        )


def _view(library: Library, clip: Clip) -> UnmadeView:
    return UnmadeView(
        title=clip.title,
        url=clip_path(clip.id),
        summary=clip.summary,
        duration=format_timecode(clip.duration),
        subject=library.bank.label("subject", clip.subject),
        cause=library.unmade[clip.id].cause,
    )
