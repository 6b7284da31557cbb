"""Frameworks: versioned statements of what teachers and programmes are expected to do."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from lessonbank.bank.item import FrameworkId, Item, Slug, StatementId, Text, Value
from lessonbank.bank.people import WebAddress


class StatementGroup(Value):
    """Statements that belong together: a core area, a group of mechanisms."""

    id: Slug
    """A short name that never changes."""
    label: Text
    """The group's name for readers."""


class Statement(Value):
    """One expectation under a short label of our own; the publisher's site has the full text."""

    id: Slug
    """A short name that never changes."""
    label: Text
    """What is expected, in a few words of your own."""
    code: Text | None = None
    """The short code: `TS5`."""
    group: Slug | None = None
    """The id of the group that it belongs to."""
    replaces: tuple[StatementId, ...] = ()
    """Older statements that this one supersedes."""
    identifier: Text | None = None
    """The CASE identifier, if imported from another program."""


class Framework(Item):
    """A version of a set of statements. A statement with a new meaning has a new id."""

    kind: ClassVar[str] = "framework"
    folder: ClassVar[str] = "frameworks"

    title: Text
    """The name of the framework."""
    version: Text
    """The version or year of the framework."""
    publisher: Text
    """The organisation that publishes it."""
    about: Text | None = None
    """What the framework is for."""
    url: WebAddress | None = None
    """The publisher's page with the full text."""
    since: date | None = None
    """The first day that it is in force."""
    until: date | None = None
    """The last day that it is in force."""
    superseded_by: FrameworkId | None = None
    """The framework that replaces it."""
    balanced: bool = False
    """Whether a programme should cover either every group or none."""
    identifier: Text | None = None
    """The CASE identifier, if imported from another program."""
    groups: tuple[StatementGroup, ...] = ()
    """Groups of statements, in order."""
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]
    """The statements, in order."""

    def untouched(self, named: Container[str]) -> tuple[StatementGroup, ...]:
        """Return the groups with no statement in `named` (ids of statements)."""
        left = {each.group for each in self.statements}
        left -= {each.group for each in self.statements if each.id in named}
        return tuple(group for group in self.groups if group.id in left)
