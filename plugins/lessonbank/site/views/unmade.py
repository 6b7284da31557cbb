"""Pages and cards of a preview's clips without media. A built site has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Clip, format_timecode
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import clip_path


@dataclass(frozen=True, slots=True)
class UnmadeView:
    """A clip without media. `cause` is None while it is being encoded."""

    title: str
    url: str
    summary: str
    duration: str
    subject: str
    cause: str | None


def cards(library: Library) -> tuple[UnmadeView, ...]:
    """Yield an entry for each clip without media."""
    return tuple(_view(library, clip) for clip in library.waiting)


def pages(library: Library, parent: str) -> Iterator[SitePage]:
    """Yield a page for each clip without media."""
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
