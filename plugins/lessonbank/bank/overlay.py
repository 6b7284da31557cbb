"""Overlays: the sections of a page that a school writes in its own words."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from lessonbank.bank.item import Page, Reference, Slug

PagePath = Annotated[
    str,
    Field(
        pattern=r"^(?:[^/\\\s.][^/\\]*/)*[^/\\\s.][^/\\]*\.md$",
        description="the path of a page below content/, such as handbook/index.md",
        examples=["handbook/index.md"],
    ),
]
SectionId = Annotated[
    str,
    Field(
        pattern=r"^[^\s{}#\"'<>=\x00-\x1f\x7f-\x9f]+$",
        description="the id of a section: the word after # in its heading",
        examples=["lunch-duty"],
    ),
]


class Overlay(Page):
    """A school's own version of a page: its sections replace those of the trust, or are added."""

    kind: ClassVar[str] = "overlay"
    folder: ClassVar[str] = "overlays"

    school: Annotated[Slug, Reference("school", needed=True)]
    """The school whose version it is."""
    page: PagePath
    """The trust's page, by its path below `content/`."""
    remove: tuple[SectionId, ...] = ()
    """Sections of the trust's page that do not apply at the school."""
