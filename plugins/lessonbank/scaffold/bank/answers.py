"""What a trust says about itself when it begins a bank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count

from pydantic import TypeAdapter, ValidationError

from lessonbank.bank import VOCABULARIES, Trust, slug
from lessonbank.bank.contact import Email
from lessonbank.bank.item import LONGEST_ID
from lessonbank.bank.people import Urn
from lessonbank.content.edit import field
from lessonbank.content.ids import DEVICES
from lessonbank.content.suggest import closest_of
from lessonbank.content.yaml_scene import YamlError
from lessonbank.files.invisible import invisible
from lessonbank.scaffold.bank.examples import EXAMPLES, with_needs
from lessonbank.scaffold.bank.workflows import Pin

LONGEST_NAME = 200
"""Characters."""
ALL_PHASES = "all-phases"
PHASES = tuple(term.id for term in VOCABULARIES["phase"].terms)

_COPIES = "copies"
_PIN = re.compile(r"(?P<repository>[\w-]+/[\w.-]+)@(?P<commit>[0-9a-f]{40})")
_FIRST_PLACEHOLDER = 999_001
"""The register keeps numbers from 999000 for nobody."""
_NUMBER = re.compile(r"[0-9][0-9/ -]*[A-Z]?")
_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
_URN: TypeAdapter[str] = TypeAdapter(Urn)


class AnswerError(ValueError):
    """An answer that a bank cannot hold. The message says why, and what to write."""


@dataclass(frozen=True, slots=True)
class NewSchool:
    """A school, with its number in the national register if it is known."""

    name: str
    urn: str | None = None
    phase: str = ALL_PHASES


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers. Make the parts with the functions below, which refuse what no bank can hold."""

    name: str
    controller: str
    dpo: str
    concerns: str
    schools: tuple[NewSchool, ...]
    types: frozenset[str]
    today: date
    films_in_git: bool = True
    pin: Pin | None = None
    """The commit whose workflows the bank calls; None for copies of them."""


def name_of(written: str) -> str:
    """Return a name as one line. Raise AnswerError."""
    name = " ".join(written.split())
    if not name:
        raise AnswerError("A name is missing: write at least one letter.")
    if len(name) > LONGEST_NAME:
        raise AnswerError(f"This name has {len(name)} characters; {LONGEST_NAME} are allowed.")
    if hidden := next(invisible(name), None):
        raise AnswerError(
            f"There is an invisible character in this name: {hidden.name}. Type the name again."
        )
    try:
        field("name", name)
    except YamlError as error:
        fault = error.faults[0]
        raise AnswerError(f"In this name, {fault.message}. {fault.fix}") from error
    return name


def email_of(written: str) -> str:
    """Return an e-mail address. Raise AnswerError."""
    address = written.strip()
    try:
        _EMAIL.validate_python(address)
        return name_of(address)
    except (ValidationError, AnswerError) as error:
        raise AnswerError(
            f"'{address}' is no e-mail address. Write one such as dpo@trust.example."
        ) from error


def school_of(written: str) -> NewSchool:
    """Read `Name`, `Name, 123456` or `Name, 123456, primary`. Raise AnswerError.

    What follows a comma belongs to the name, unless it is a number or a phase.
    """
    name, urn, phase = written, None, ALL_PHASES
    before, comma, last = name.rpartition(",")
    if comma and last.strip() in PHASES:
        name, phase = before, last.strip()
        before, comma, last = name.rpartition(",")
    if comma and _NUMBER.fullmatch(last.strip()):
        name, urn = before, urn_of(last)
    return NewSchool(name_of(name), urn, phase)


def urn_of(written: str) -> str:
    """Return a school's number in its national register. Raise AnswerError."""
    try:
        return _URN.validate_python(written.strip())
    except ValidationError as error:
        raise AnswerError(
            f"'{written.strip()}' is no school number. In England write the six digits of the URN."
        ) from error


def pin_of(written: str) -> Pin | None:
    """Read OWNER/NAME@COMMIT, or `copies`, which is None. Raise AnswerError."""
    if written.strip() == _COPIES:
        return None
    named = _PIN.fullmatch(written.strip())
    if named is None:
        raise AnswerError(
            f"'{written}' names no commit of a repository. Write {_COPIES}, or OWNER/NAME@COMMIT"
            " with all 40 signs of the commit: a branch or a tag can be changed later."
        )
    return Pin(named["repository"], named["commit"])


def types_of(written: Iterable[str]) -> frozenset[str]:
    """Return the folders of the types written, separated by commas too, and all that they need.

    `all` means every type, `none` no type. Raise AnswerError.
    """
    asked: set[str] = set()
    for word in (word.strip() for part in written for word in part.split(",")):
        match word.lower().replace(" ", "-"):
            case "all":
                asked |= EXAMPLES.keys()
            case "" | "none":
                continue
            case name if name in EXAMPLES:
                asked.add(name)
            case name:
                near = closest_of(name, EXAMPLES)
                hint = f" Did you mean {near}?" if near else ""
                every = ", ".join(EXAMPLES)
                raise AnswerError(f"'{word}' is no type of content.{hint} The types are: {every}.")
    return with_needs(asked)


def trust_id(name: str) -> str:
    """Return the id that a trust of this name gets."""
    model = Trust.model_construct(id=None, name=name)
    return _usable(model.key, "trust")


def school_ids(schools: Sequence[NewSchool]) -> tuple[str, ...]:
    """Return an id for each school, made from its name; all differ."""
    found: list[str] = []
    for school in schools:
        first = _usable(slug(school.name)[:LONGEST_ID].strip("-") or "school", "school")
        numbered = (f"{first[: LONGEST_ID - 6].strip('-')}-{number}" for number in count(2))
        found.append(next(id_ for id_ in chain([first], numbered) if id_ not in found))
    return tuple(found)


def placeholders(schools: Sequence[NewSchool]) -> tuple[str, ...]:
    """Return a number for each school, to be replaced where the real one is not known."""
    known = {school.urn for school in schools}
    free = (str(n) for n in count(_FIRST_PLACEHOLDER) if str(n) not in known)
    return tuple(number for number, _ in zip(free, schools, strict=False))


def _usable(id_: str, kind: str) -> str:
    """Return an id that Windows allows as a file name."""
    return f"{id_}-{kind}" if id_ in DEVICES else id_
