"""Content types: a model, its pages and its names.

A package can add types with entry points of the group `lessonbank.types`:

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
    """A content type.

    `label` names one item, `plural` several; Find and the navigation use the plural. `pages` makes
    a page for each item, and an index. A type without `pages` is data for others.

    The other fields are for packages. `templates` is the folder of their Jinja templates, which may
    import ours. `nav` is the address after which the type's index (`<folder>/index.html`) comes in
    the navigation; the end if it is not there. `origin` names the package.
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
        """The address of the type's index."""
        return f"{self.model.folder}/index.html"


@dataclass(frozen=True)
class ContentTypes:
    """The registry of content types, in the order of their pages."""

    every: tuple[ContentType, ...]

    @cached_property
    def models(self) -> ItemTypes:
        """The models and nouns, for rooms without pages."""
        nouns = {each.model.kind: Noun(each.label, each.plural) for each in self.every}
        outside = frozenset(each.model.kind for each in self.outside if each.pages)
        return ItemTypes(tuple(each.model for each in self.every), nouns, outside)

    @cached_property
    def outside(self) -> tuple[ContentType, ...]:
        """The types from packages."""
        return tuple(each for each in self.every if each.origin)

    @cached_property
    def outside_folders(self) -> Mapping[str, ContentType]:
        return {each.model.folder: each for each in self.outside}


class TypeFaultError(Exception):
    """A package's content type failed; the message says how."""

    def __init__(self, type_: ContentType, message: str, fix: str) -> None:
        super().__init__(message)
        self.type = type_
        self.message = message
        self.fix = fix


class Foreign:
    """Turns any exception of a package's code into a TypeFaultError.

    `doing` starts the message: `the maker of its pages`.
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
