"""Posters for classrooms: `content/posters/<id>.md`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from lessonbank.bank import Bank, Page
from lessonbank.bank.item import ClipId, Text
from lessonbank.site import ContentType, Library, SitePage


class Poster(Page):
    """Something to hang up, and the clips that it is about."""

    kind: ClassVar[str] = "poster"
    folder: ClassVar[str] = "posters"

    title: Text
    summary: Text = "A poster."
    shows: tuple[ClipId, ...] = ()


@dataclass(frozen=True)
class PosterView:
    title: str
    shows: tuple[tuple[str, str], ...]
    """The title and the address of each clip."""


def pages(library: Library) -> Iterator[SitePage]:
    posters = library.bank.of(Poster).values()
    if not posters:
        return
    yield SitePage(
        path=INDEX,
        title="Posters",
        description=f"Posters of {library.bank.trust.name}.",
        template="posters.html",
        view=tuple((poster.title, f"posters/{poster.id}.html") for poster in posters),
        parent="index.html",
    )
    for poster in posters:
        yield SitePage(
            path=f"posters/{poster.id}.html",
            title=poster.title,
            description=poster.summary,
            template="poster.html",
            view=PosterView(poster.title, tuple(clips(library.bank, poster))),
            parent=INDEX,
            item=poster,
            prose=poster.body,
        )


def clips(bank: Bank, poster: Poster) -> Iterator[tuple[str, str]]:
    for id_ in poster.shows:
        yield bank.clip(id_).label, f"clips/{id_}.html"


INDEX = "posters/index.html"
POSTERS = ContentType(
    model=Poster,
    label="Poster",
    plural="Posters",
    pages=pages,
    templates=Path(__file__).parent / "templates",
    nav="clips/index.html",
)
