"""The bank: all content as one value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar, cast

from lessonbank.bank.clip import Clip
from lessonbank.bank.community import Community
from lessonbank.bank.framework import Framework, Statement
from lessonbank.bank.item import Item, Page, mentions
from lessonbank.bank.licence import Licence
from lessonbank.bank.people import Credit, Trust
from lessonbank.bank.programme import Programme
from lessonbank.bank.recording import Recording
from lessonbank.bank.session import Session
from lessonbank.bank.tags import Tag, TagSet
from lessonbank.bank.types import ITEM_TYPES, ItemTypes
from lessonbank.bank.vocabulary import ALL_STAFF, Term, Vocabulary
from lessonbank.bank.workshop import Workshop

Kind = TypeVar("Kind", bound=Item)


@dataclass(frozen=True)
class Bank:
    """Items by kind and id (both sorted), and the vocabularies they are described with.

    `shipped` holds the frameworks that come with the program; they are not items of the bank.
    """

    trust: Trust
    items: Mapping[str, Mapping[str, Item]]
    vocabularies: Mapping[str, Vocabulary]
    shipped: Mapping[str, Framework] = field(default_factory=lambda: MappingProxyType({}))
    withheld: Mapping[tuple[str, str], frozenset[str]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """The fields that an edition leaves out, by the item's kind and id."""
    types: ItemTypes = ITEM_TYPES
    """The types of item that the bank may hold."""

    def of(self, kind: type[Kind]) -> Mapping[str, Kind]:
        """Return the items of one type, by id."""
        return cast("Mapping[str, Kind]", self.items.get(kind.kind, {}))

    def __iter__(self) -> Iterator[Item]:
        for items in self.items.values():
            yield from items.values()

    @cached_property
    def tags(self) -> Mapping[str, Tag]:
        """All tags of all tag sets, by id."""
        return {tag.id: tag for tagset in self.of(TagSet).values() for tag in tagset.tags}

    @cached_property
    def frameworks(self) -> Mapping[str, Framework]:
        """The shipped frameworks, then the trust's own, by id."""
        return {**self.shipped, **self.of(Framework)}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """All statements of all frameworks, by id."""
        frameworks = self.frameworks.values()
        return {each.id: each for framework in frameworks for each in framework.statements}

    @cached_property
    def referrers(self) -> Mapping[tuple[str, str], tuple[Item, ...]]:
        """The items that refer to each item, statement or term, by its kind and id."""
        found: dict[tuple[str, str], dict[tuple[str, str], Item]] = {}
        for item in self:
            for mention in mentions(item):
                named = found.setdefault((mention.reference.kind, mention.id), {})
                named[item.kind, item.id] = item
        return {key: tuple(items.values()) for key, items in found.items()}

    @cached_property
    def named_statements(self) -> Mapping[str, tuple[Page, ...]]:
        """The items with pages that refer to each statement, by the statement's id."""
        pages = {
            id_: tuple(item for item in items if isinstance(item, Page))
            for (kind, id_), items in self.referrers.items()
            if kind == "statement"
        }
        return {id_: items for id_, items in pages.items() if items}

    @cached_property
    def framework_of(self) -> Mapping[str, Framework]:
        """The framework of each statement, by the statement's id."""
        frameworks = self.frameworks.values()
        return {each.id: framework for framework in frameworks for each in framework.statements}

    @cached_property
    def successors(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements that supersede each statement, by the id of the superseded one."""
        found: dict[str, tuple[Statement, ...]] = {}
        for statement in self.statements.values():
            for old in statement.replaces:
                found[old] = (*found.get(old, ()), statement)
        return found

    def statements_of(self, programme: Programme) -> tuple[str, ...]:
        """Return the ids of a programme's and its workshops' statements, each once, in order."""
        workshops = (self.of(Workshop).get(step.workshop) for step in programme.sequence)
        offers = (programme, *filter(None, workshops))
        named = {statement for offer in offers for statement in offer.statements}
        return tuple(id_ for id_ in self.statements if id_ in named)

    def offer_of(self, session: Session) -> Workshop | Community | None:
        """Return the session's workshop or community, if it has one."""
        if session.workshop:
            return self.of(Workshop)[session.workshop]
        return self.of(Community)[session.community] if session.community else None

    def leads_of(self, session: Session) -> tuple[str, ...]:
        """Return the session's facilitators, or else the leads of its workshop or community."""
        if session.facilitators:
            return session.facilitators
        match self.offer_of(session):
            case Workshop() as workshop:
                return workshop.facilitators
            case Community() as community:
                return community.leads
            case None:
                return ()

    def invited(self, session: Session) -> tuple[str, ...]:
        """Return the roles that a session is for; empty for all staff.

        They come from the session, or else from its workshop or community. A role includes the
        roles below it: a session for teachers is for early career teachers too.
        """
        offer = self.offer_of(session)
        named = set(session.roles or (offer.roles if offer else ()))
        if ALL_STAFF in named:
            return ()
        return tuple(role for role in self.terms["role"] if named & self._lines[role])

    def programmes_with(self, session: Session) -> tuple[str, ...]:
        """Return the ids of the programmes that include the session."""
        if session.programme:
            return (session.programme,)
        found = self.programmes_of.get(session.workshop or "", ())
        return tuple(programme.id for programme in found)

    @cached_property
    def _lines(self) -> Mapping[str, frozenset[str]]:
        """Each role with itself and all roles above it."""
        return {role: _line(self.terms["role"], role) for role in self.terms["role"]}

    @cached_property
    def programmes_of(self) -> Mapping[str, tuple[Programme, ...]]:
        """The programmes that include each workshop, by the workshop's id."""
        found: dict[str, dict[str, Programme]] = {}
        for programme in self.of(Programme).values():
            for step in programme.sequence:
                found.setdefault(step.workshop, {})[programme.id] = programme
        return {workshop: tuple(programmes.values()) for workshop, programmes in found.items()}

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        """Vocabulary terms by kind and id."""
        return {
            kind: {term.id: term for term in vocabulary.terms}
            for kind, vocabulary in self.vocabularies.items()
        }

    def ids(self, kind: str) -> frozenset[str]:
        """Return every id that a reference to `kind` may hold."""
        named = {"tag": self.tags, "framework": self.frameworks, "statement": self.statements}
        return frozenset(named.get(kind) or self.terms.get(kind) or self.items.get(kind, {}))

    def label(self, kind: str, term: str) -> str:
        """Return the label of a vocabulary term."""
        return self.terms[kind][term].label

    def clip(self, id_: str) -> Clip:
        return self.of(Clip)[id_]

    def recording_of(self, clip: Clip) -> Recording:
        return self.of(Recording)[clip.recording]

    def licence_of(self, clip: Clip) -> Licence:
        """Return the clip's own licence, or else its recording's, or else the trust's."""
        return clip.licence or self.recording_of(clip).licence or self.trust.licence

    def credits_of(self, clip: Clip) -> tuple[Credit, ...]:
        """Return the recording's credits, then the clip's own, each once."""
        return tuple(dict.fromkeys((*self.recording_of(clip).credits, *clip.credits)))


def _line(terms: Mapping[str, Term], term: str) -> frozenset[str]:
    """Return a term and all terms above it. Stop at a circle: a trust's own terms may form one."""
    line: list[str] = []
    above: str | None = term
    while above and above in terms and above not in line:
        line.append(above)
        above = terms[above].parent
    return frozenset(line)
