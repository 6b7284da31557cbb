"""The bank: everything the content says, as one value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from lessonbank.bank.clip import Clip
from lessonbank.bank.item import Item
from lessonbank.bank.lesson import Lesson, Unit
from lessonbank.bank.licence import Licence
from lessonbank.bank.override import Override
from lessonbank.bank.people import Credit, Partner, Person, School, Trust
from lessonbank.bank.permission import Permission
from lessonbank.bank.recording import Recording
from lessonbank.bank.tags import Tag, TagSet
from lessonbank.bank.technique import Technique
from lessonbank.bank.vocabulary import Term, Vocabulary
from lessonbank.bank.watchlist import WatchList

ITEM_TYPES: tuple[type[Item], ...] = (
    School,
    Partner,
    Person,
    TagSet,
    Technique,
    Permission,
    Override,
    Recording,
    Clip,
    WatchList,
    Lesson,
    Unit,
)
"""Every type of content. A new one is added here, and nowhere else before its view."""

Kind = TypeVar("Kind", bound=Item)


@dataclass(frozen=True)
class Bank:
    """Items by kind and id (both sorted), and the vocabularies they are described with."""

    trust: Trust
    items: Mapping[str, Mapping[str, Item]]
    vocabularies: Mapping[str, Vocabulary]

    def of(self, kind: type[Kind]) -> Mapping[str, Kind]:
        """The items of one type, by id."""
        return cast("Mapping[str, Kind]", self.items.get(kind.kind, {}))

    def __iter__(self) -> Iterator[Item]:
        for items in self.items.values():
            yield from items.values()

    @cached_property
    def tags(self) -> Mapping[str, Tag]:
        """Every tag of every tag set, by id."""
        return {tag.id: tag for tagset in self.of(TagSet).values() for tag in tagset.tags}

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        """Vocabulary terms by kind and id."""
        return {
            kind: {term.id: term for term in vocabulary.terms}
            for kind, vocabulary in self.vocabularies.items()
        }

    def ids(self, kind: str) -> frozenset[str]:
        """Every id that a reference to `kind` may hold."""
        if kind == "tag":
            return frozenset(self.tags)
        return frozenset(self.terms.get(kind) or self.items.get(kind, {}))

    def label(self, kind: str, term: str) -> str:
        """A vocabulary term as it is shown."""
        return self.terms[kind][term].label

    def clip(self, id_: str) -> Clip:
        return self.of(Clip)[id_]

    def recording_of(self, clip: Clip) -> Recording:
        return self.of(Recording)[clip.recording]

    def licence_of(self, clip: Clip) -> Licence:
        """The clip's own licence, else its recording's, else the trust's."""
        return clip.licence or self.recording_of(clip).licence or self.trust.licence

    def credits_of(self, clip: Clip) -> tuple[Credit, ...]:
        """The recording's credits and the clip's own, each once."""
        return tuple(dict.fromkeys((*self.recording_of(clip).credits, *clip.credits)))
