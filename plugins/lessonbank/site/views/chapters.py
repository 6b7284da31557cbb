"""The index of chapters across the bank: by subject, and from A to Z."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lessonbank.bank import Address, Clip, format_timecode
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.pictures.frames import Still, thumbnail
from lessonbank.site.pictures.stills import chapter_still
from lessonbank.site.player.player import chapter_spans
from lessonbank.site.urls import INDEX, Link, clip_path
from lessonbank.texts import gettext as _

CHAPTERS = "chapters/index.html"
SAMPLES = 4
"""The number of chapters of each subject that the index shows first."""
_OPENING = re.compile(r"^\W+")
"""Opening signs, such as quotation marks, that sorting ignores."""


@dataclass(frozen=True, slots=True)
class ChapterLine:
    """A chapter in an index: its title, its clip and its address."""

    title: str
    url: str
    clip_title: str
    subject: str
    clock: str
    still: Still


@dataclass(frozen=True, slots=True)
class ChapterIndexView:
    """A page of the index, with links to every part of it.

    A part has `lines`. The first page has a few `samples` of each subject instead.
    """

    title: str
    url: str
    subjects: tuple[tuple[Link, int], ...]
    letters: tuple[tuple[Link, int], ...]
    lines: tuple[ChapterLine, ...]
    count: int
    samples: tuple[tuple[Link, tuple[ChapterLine, ...]], ...] = ()


def pages(library: Library) -> Iterator[SitePage]:
    """Yield the index of chapters and its parts, if the site has clips."""
    if not library.has_clips:
        return
    lines = [line for clip in library.clips for line in _lines(library, clip)]
    subjects = dict(sorted(_parts(lines, lambda line: line.subject, "subject-").items()))
    letters = dict(sorted(_parts(lines, lambda line: initial(line.title), "").items()))
    whole = ChapterIndexView(
        _("Chapters"), CHAPTERS, _links(subjects), _links(letters), (), len(lines)
    )
    yield _page(CHAPTERS, INDEX, replace(whole, samples=tuple(_samples(subjects))))
    for path, (title, part) in (*subjects.items(), *letters.items()):
        yield _page(
            path,
            CHAPTERS,
            replace(whole, title=_("Chapters: %(part)s", part=title), url=path, lines=tuple(part)),
        )


def initial(title: str) -> str:
    """Return the letter that a title is listed under, without accents; `#` for other signs."""
    first = unicodedata.normalize("NFKD", _OPENING.sub("", title)[:1]).upper()[:1]
    return first if "A" <= first <= "Z" else "#"


def _lines(library: Library, clip: Clip) -> Iterator[ChapterLine]:
    for chapter, span in zip(clip.chapters, chapter_spans(clip), strict=True):
        yield ChapterLine(
            title=chapter.title,
            url=clip_path(clip.id) + Address(Clip.kind, clip.id, span[0]).fragment,
            clip_title=clip.title,
            subject=library.bank.label("subject", clip.subject),
            clock=format_timecode(span[0]),
            still=thumbnail(library, clip, chapter_still(clip, chapter)),
        )


_Parts = dict[str, tuple[str, list[ChapterLine]]]
"""Title and lines of each part, by path."""


def _parts(lines: list[ChapterLine], by: Callable[[ChapterLine], str], prefix: str) -> _Parts:
    found: _Parts = {}
    for line in sorted(lines, key=lambda line: line.title.casefold()):
        title = by(line)
        found.setdefault(f"chapters/{prefix}{_slug(title)}.html", (title, []))[1].append(line)
    return found


def _slug(title: str) -> str:
    return "other" if title == "#" else re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")


def _links(parts: _Parts) -> tuple[tuple[Link, int], ...]:
    return tuple((Link(title, path), len(lines)) for path, (title, lines) in parts.items())


def _samples(parts: _Parts) -> Iterator[tuple[Link, tuple[ChapterLine, ...]]]:
    for path, (title, lines) in parts.items():
        yield Link(title, path), tuple(lines[:SAMPLES])


def _page(path: str, parent: str, view: ChapterIndexView) -> SitePage:
    return SitePage(path, view.title, view.title, "chapters.html", view, parent=parent)
