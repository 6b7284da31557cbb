"""Types of content: a model, the pages of its items, and what people call them.

A package from outside brings one, or several, as entry points of the group `lessonbank.types`:

    [project.entry-points."lessonbank.types"]
    posters = "trust_posters:POSTERS"
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lessonbank.bank import Item, ItemTypes, Noun
from lessonbank.site.page import PageMaker


@dataclass(frozen=True, slots=True)
class ContentType:
    """One type of content.

    `label` is what one item is called, `plural` what several are; by the plural the Find page
    filters, and the navigation names the type. `pages` makes a page for each item, and an index
    if there is to be one; a type without it is data for others.

    The rest is for packages from outside. `templates` is the folder of the package's own Jinja
    templates, which may import those of lessonbank. `nav` gives the type's index
    (`<folder>/index.html`) a place in the navigation: right after the page at that address, or at
    the end where the navigation has no such page. `origin` says which package it comes from.
    """

    model: type[Item]
    label: str
    plural: str
    pages: PageMaker | None = None
    templates: Path | None = None
    nav: str | None = None
    origin: str = ""

    @property
    def index(self) -> str:
        """The address of the page above those of its items."""
        return f"{self.model.folder}/index.html"


@dataclass(frozen=True)
class ContentTypes:
    """The registry: every type of content that a bank may have, in the order of their pages."""

    every: tuple[ContentType, ...]

    @cached_property
    def models(self) -> ItemTypes:
        """What the rooms know of it that have nothing to do with pages."""
        nouns = {each.model.kind: Noun(each.label, each.plural) for each in self.every}
        outside = frozenset(each.model.kind for each in self.outside if each.pages)
        return ItemTypes(tuple(each.model for each in self.every), nouns, outside)

    @cached_property
    def outside(self) -> tuple[ContentType, ...]:
        """The types that packages have brought."""
        return tuple(each for each in self.every if each.origin)

    @cached_property
    def outside_folders(self) -> Mapping[str, ContentType]:
        return {each.model.folder: each for each in self.outside}


class TypeFaultError(Exception):
    """A package's type of content does not do what it must; the message says what it does."""

    def __init__(self, type_: ContentType, message: str, fix: str) -> None:
        super().__init__(message)
        self.type = type_
        self.message = message
        self.fix = fix


class Foreign:
    """Whatever code of a package raises in this context is raised as a TypeFaultError.

    `doing` is the start of a sentence: `the maker of its pages`.
    """

    def __init__(self, type_: ContentType, doing: str) -> None:
        self._type = type_
        self._doing = doing

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, Exception | SystemExit) and not isinstance(error, TypeFaultError):
            message = f"{self._doing} failed: {type(error).__name__}: {error}"
            raise TypeFaultError(self._type, message, _REPORT) from error


_REPORT = "Tell the authors of the package."
