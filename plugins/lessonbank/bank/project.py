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
    also: tuple[Text, ...] = ()


class Project(Topic):
    """An enquiry by teachers. Its summary gives the answer so far."""

    kind: ClassVar[str] = "project"
    folder: ClassVar[str] = "projects"

    state: Literal["planned", "running", "finished"] = "planned"
    question: Text
    method: Text
    since: date | None = None
    until: date | None = None
    people: tuple[PersonId, ...] = ()
    schools: tuple[SchoolId, ...] = ()
    techniques: tuple[TechniqueId, ...] = ()
    ethics: Ethics | None = None
    findings: tuple[Text, ...] = ()
    next: tuple[Text, ...] = ()
    """Next steps or further questions."""
    clips: tuple[Viewing, ...] = ()
    resources: tuple[Resource, ...] = ()
