"""Research projects: a question, the method and the findings."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from lessonbank.bank.item import PersonId, SchoolId, TechniqueId, Text, Value
from lessonbank.bank.resource import Resource
from lessonbank.bank.topic import Topic
from lessonbank.bank.watchlist import Viewing


class Ethics(Value):
    """Ethics and ground rules."""

    consent: Text
    """Who has consented, how, and how they can withdraw."""
    data: Text
    """Which data is kept, where and for how long."""
    approved_by: Text
    """The role or committee that approved it."""
    approved_on: date | None = None
    """The day of the approval."""
    also: tuple[Text, ...] = ()
    """Other ground rules."""


class Project(Topic):
    """An enquiry by teachers. Its summary gives the answer so far."""

    kind: ClassVar[str] = "project"
    folder: ClassVar[str] = "projects"

    state: Literal["planned", "running", "finished"] = "planned"
    """Whether it is planned, running or finished."""
    question: Text
    """The question that it asks."""
    method: Text
    """How it looks for the answer."""
    since: date | None = None
    """The first day."""
    until: date | None = None
    """The last day."""
    people: tuple[PersonId, ...] = ()
    """The staff who do the research."""
    schools: tuple[SchoolId, ...] = ()
    """The schools that take part."""
    techniques: tuple[TechniqueId, ...] = ()
    """The techniques that it studies."""
    ethics: Ethics | None = None
    """Consent, data and approval."""
    findings: tuple[Text, ...] = ()
    """What it has found so far."""
    next: tuple[Text, ...] = ()
    """Next steps or further questions."""
    clips: tuple[Viewing, ...] = ()
    """Clips to watch, each with a question."""
    resources: tuple[Resource, ...] = ()
    """Files to download."""
