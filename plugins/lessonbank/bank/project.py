"""Research projects: a question, how it is asked, and what was found."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from lessonbank.bank.item import PersonId, SchoolId, TechniqueId, Text, Value
from lessonbank.bank.resource import Resource
from lessonbank.bank.topic import Topic
from lessonbank.bank.watchlist import Viewing


class Ethics(Value):
    """What was settled before anybody was asked anything."""

    consent: Text
    """Who has agreed, how, and how they can stop."""
    data: Text
    """What is kept, where and until when."""
    approved_by: Text
    """A role, or a committee."""
    approved_on: date | None = None
    also: tuple[Text, ...] = ()


class Project(Topic):
    """An enquiry of teachers. Its summary says the answer, as far as there is one."""

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
    """What follows from it, or is asked next."""
    clips: tuple[Viewing, ...] = ()
    resources: tuple[Resource, ...] = ()
