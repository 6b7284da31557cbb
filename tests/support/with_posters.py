"""The `lessonbank` command with one more type of content: one model, one view, one template.

Run as a program. What it adds to, it adds before anything reads it, as a change to the two lists
and a file among the templates would.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import jinja2

import lessonbank.bank
import lessonbank.bank.bank
from lessonbank.bank import Page
from lessonbank.bank.item import ClipId, Text


class Poster(Page):
    kind: ClassVar[str] = "poster"
    folder: ClassVar[str] = "posters"

    title: Text
    shows: tuple[ClipId, ...] = ()


TYPES = (*lessonbank.bank.ITEM_TYPES, Poster)
lessonbank.bank.ITEM_TYPES = lessonbank.bank.bank.ITEM_TYPES = TYPES

from lessonbank.cli import main  # noqa: E402 - only now may anything read the lists
from lessonbank.site import Library, SitePage, render, site  # noqa: E402


@dataclass(frozen=True)
class PosterView:
    title: str
    shows: tuple[str, ...]


def pages(library: Library) -> Iterator[SitePage]:
    for poster in library.bank.of(Poster).values():
        yield SitePage(
            path=f"posters/{poster.id}.html",
            title=poster.title,
            description=poster.title,
            template="poster.html",
            view=PosterView(poster.title, poster.shows),
            item=poster,
            prose=poster.body,
        )


TEMPLATE = "<h1>{{ view.title }}</h1><p>Shows: {{ view.shows | join(', ') }}.</p>{{ body }}"

site.site_pages.__defaults__ = ((*site.PAGE_MAKERS, pages),)
ours = jinja2.PackageLoader("lessonbank.site")
both = jinja2.ChoiceLoader([ours, jinja2.DictLoader({"poster.html": TEMPLATE})])
render.PackageLoader = lambda _: both

if __name__ == "__main__":
    main()
