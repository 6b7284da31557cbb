"""Bind written pages into the whole handbook."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup

from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.paper.chapters import Fitted, fitted
from lessonbank.site.paper.whole import Chapter, Part, WholeView, chapter_id, paper_clips
from lessonbank.site.render import Renderer
from lessonbank.site.urls import HANDBOOK, INDEX

_PLACE = re.compile(r'(?<=\shref="#)([^"]*)(?=")')
_ID = re.compile(r'(?<=\sid=")[^"]+(?=")')


class WrittenPage(NamedTuple):
    """A page, and its prose as HTML."""

    page: SitePage
    prose: str


def bound(
    whole: SitePage, library: Library, renderer: Renderer, written: Mapping[str, WrittenPage]
) -> SitePage:
    """Return the page of the whole handbook with its chapters. `written` is by address."""
    view = whole.view
    if not isinstance(view, WholeView):
        raise TypeError(whole.path)
    chapters = [chapter.path for part in view.parts for chapter in part.chapters]
    made = {
        path: fitted(renderer.on_paper(*written[path]), path, chapters)
        for path in chapters
        if path in written
    }
    front = written.get(HANDBOOK)
    welcome = fitted(front.prose if front else "", HANDBOOK, chapters)
    clips = paper_clips(library, (id_ for each in (welcome, *made.values()) for id_ in each.clips))
    places = _places(view, made, [clip.id for clip in clips])
    parts = tuple(_part(part, made, places) for part in view.parts)
    opening = _led(welcome.html, places)
    return replace(whole, view=replace(view, parts=parts, welcome=opening, clips=clips))


def _places(view: WholeView, made: Mapping[str, Fitted], clips: Collection[str]) -> frozenset[str]:
    """Return the ids that links may lead to."""
    own = (id_ for part in view.parts for id_ in (part.id, *(each.id for each in part.chapters)))
    inner = (id_ for each in made.values() for id_ in _ID.findall(each.html))
    return frozenset((*own, *inner, *clips, chapter_id(INDEX)))


def _part(part: Part, made: Mapping[str, Fitted], places: Collection[str]) -> Part:
    return replace(part, chapters=tuple(_chapter(each, made, places) for each in part.chapters))


def _chapter(chapter: Chapter, made: Mapping[str, Fitted], places: Collection[str]) -> Chapter:
    found = made.get(chapter.path)
    return replace(chapter, html=_led(found.html, places)) if found else chapter


def _led(html: str, places: Collection[str]) -> Markup:
    """Let links to a place that is not on the page lead to its chapter."""

    def there(place: re.Match[str]) -> str:
        return place[1] if place[1] in places else place[1].partition(".")[0]

    return Markup(_PLACE.sub(there, html))  # noqa: S704 - rendered by our templates
