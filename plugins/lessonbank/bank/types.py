"""The types of content: their models, by kind and by folder, and their names for readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from lessonbank.bank.case_study import CaseStudy
from lessonbank.bank.clip import Clip
from lessonbank.bank.coaching import Coaching
from lessonbank.bank.community import Community
from lessonbank.bank.form import Form
from lessonbank.bank.framework import Framework
from lessonbank.bank.item import Item
from lessonbank.bank.lesson import Lesson, Unit
from lessonbank.bank.overlay import Overlay
from lessonbank.bank.override import Override
from lessonbank.bank.pathway import Pathway
from lessonbank.bank.people import Partner, Person, School
from lessonbank.bank.permission import Permission
from lessonbank.bank.programme import Programme
from lessonbank.bank.project import Project
from lessonbank.bank.recording import Recording
from lessonbank.bank.session import Session
from lessonbank.bank.tags import TagSet
from lessonbank.bank.technique import Technique
from lessonbank.bank.watchlist import WatchList
from lessonbank.bank.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Noun:
    """The singular and plural name of a type: `Case study`, `Case studies`."""

    one: str
    many: str


@dataclass(frozen=True)
class ItemTypes:
    """The models of the items that a bank may hold.

    `nouns` are by kind; a kind without a noun is named after its id. `outside` are the
    kinds of packages whose items have pages.
    """

    models: tuple[type[Item], ...]
    nouns: Mapping[str, Noun] = field(default_factory=lambda: MappingProxyType({}), compare=False)
    outside: frozenset[str] = field(default=frozenset(), compare=False)

    def __iter__(self) -> Iterator[type[Item]]:
        return iter(self.models)

    @cached_property
    def by_kind(self) -> Mapping[str, type[Item]]:
        return {model.kind: model for model in self.models}

    @cached_property
    def by_folder(self) -> Mapping[str, type[Item]]:
        return {model.folder: model for model in self.models}

    def noun(self, kind: str) -> Noun:
        """Return the singular and plural name of a kind."""
        words = kind.replace("-", " ").capitalize()
        return self.nouns.get(kind) or Noun(words, f"{words}s")


ITEM_TYPES = ItemTypes(
    (
        School,
        Partner,
        Person,
        TagSet,
        Framework,
        Technique,
        Permission,
        Override,
        Recording,
        Clip,
        WatchList,
        Workshop,
        Programme,
        Community,
        Coaching,
        Project,
        CaseStudy,
        Pathway,
        Form,
        Session,
        Lesson,
        Unit,
        Overlay,
    )
)
"""The built-in types."""
