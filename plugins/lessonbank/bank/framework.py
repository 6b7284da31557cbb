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
    label: Text


class Statement(Value):
    """One expectation, by a short label of our own; its words are at the publisher's."""

    id: Slug
    label: Text
    code: Text | None = None
    """What it is called for short: `TS5`."""
    group: Slug | None = None
    replaces: tuple[StatementId, ...] = ()
    """Statements of an older framework or version whose place it has taken."""
    identifier: Text | None = None
    """What other programs know it by, where it was imported from one (CASE)."""


class Framework(Item):
    """Statements under a version: one with another meaning has another id."""

    kind: ClassVar[str] = "framework"
    folder: ClassVar[str] = "frameworks"

    title: Text
    version: Text
    publisher: Text
    about: Text | None = None
    url: WebAddress | None = None
    """Where the publisher has the words."""
    since: date | None = None
    until: date | None = None
    """The last day on which it is in force."""
    superseded_by: FrameworkId | None = None
    balanced: bool = False
    """Whether a programme that names any of it should name something of each group."""
    identifier: Text | None = None
    """What other programs know it by, where it was imported from one (CASE)."""
    groups: tuple[StatementGroup, ...] = ()
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]

    def untouched(self, named: Container[str]) -> tuple[StatementGroup, ...]:
        """The groups of which no statement is among those `named`, by id."""
        left = {each.group for each in self.statements}
        left -= {each.group for each in self.statements if each.id in named}
        return tuple(group for group in self.groups if group.id in left)
