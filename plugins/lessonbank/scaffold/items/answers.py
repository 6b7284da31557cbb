"""Judge one answer at once, in the words of the checks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from lessonbank.bank import Bank, Location
from lessonbank.content import mistakes, shapes, suggest
from lessonbank.content.directory import Directory
from lessonbank.content.document import Document
from lessonbank.content.edit import field
from lessonbank.content.known_names import known_names
from lessonbank.content.yaml_scene import YamlError
from lessonbank.scaffold.items.questions import Question

Leaf = str | bool | int | float | date | time
"""A value as it is written into a file."""


class RefusedError(Exception):
    """An answer that a field does not take: the cause and the fix, as sentences without an end."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


@dataclass(frozen=True)
class Choice:
    """An id that may be chosen, and its name."""

    id: str
    name: str


@dataclass(frozen=True)
class Judge:
    """Judges answers by the models and by what is in the bank."""

    bank: Bank
    broken: Collection[tuple[str, str]] = ()
    """Kind and id of items whose files have errors."""
    unsure: Collection[str] = ()
    """Kinds of which a file with errors may define more."""

    def value(self, question: Question, answer: str) -> Leaf:
        """Return what is written for an answer. Raise RefusedError."""
        if question.kind:
            return self._id(question, question.kind, answer)
        if question.choices:
            answer = _option(question.choices, answer)
        if question.is_yes_or_no:
            answer = _YES_AND_NO.get(answer.strip().casefold(), answer)
        fault = self._fault(question, answer)
        if fault is None:
            return _typed(question, answer)
        meant = next(
            (each for each in _respelt(question, answer) if self._takes(question, each)), ""
        )
        if meant:
            return _typed(question, meant)
        raise fault

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """Return what may be chosen: ids with their names, or words; empty for other answers."""
        if question.kind:
            known = self.bank.ids(question.kind)
            ids = [*self.bank.terms.get(question.kind, ())] or sorted(known)
            return tuple(Choice(id_, self._labels.get((question.kind, id_), "")) for id_ in ids)
        return tuple(Choice(word, "") for word in question.choices)

    def _id(self, question: Question, kind: str, answer: str) -> str:
        """Return the id that an answer gives, by id or by name."""
        written = answer.strip()
        if written in self.directory.ids.get(kind, ()):
            return written
        named = self._ids.get((kind, written.casefold()), frozenset())
        if len(named) == 1:
            return next(iter(named))
        what = kind.replace("-", " ")
        if len(named) > 1:
            raise RefusedError(
                f"several have the name `{written}`", f"Write one of {_listed(sorted(named))}"
            )
        fault = self._fault(question, written)
        is_possible = kind in self.unsure or (kind, written) in self.broken
        if not written or is_possible:
            if fault:
                raise fault
            return written
        near = self.directory.closest(kind, written)
        fix = f"Did you mean `{near}`?" if near else self._where(kind)
        raise RefusedError(f"there is no {what} `{_cut(written)}`", fix)

    def _where(self, kind: str) -> str:
        model = self.bank.types.by_kind.get(kind)
        if model and not self.bank.ids(kind):
            return f"There is none yet: add one with `lessonbank add {kind}`"
        return self.directory.where(kind)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.bank)

    @cached_property
    def _ids(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The ids of each name, ignoring case."""
        found: dict[tuple[str, str], frozenset[str]] = {}
        for kind, name, id_ in known_names(self.bank):
            key = kind, name.casefold()
            found[key] = found.get(key, frozenset()) | {id_}
        return found

    @cached_property
    def _labels(self) -> Mapping[tuple[str, str], str]:
        """The name of each id: a term's own label, not an everyday word for it."""
        terms = self.bank.terms.items()
        found = {(kind, id_): term.label for kind, of in terms for id_, term in of.items()}
        for kind, name, id_ in known_names(self.bank):
            if name != id_:
                found.setdefault((kind, id_), name)
        return found

    def _takes(self, question: Question, answer: str) -> bool:
        return self._fault(question, answer) is None

    def _fault(self, question: Question, answer: str) -> RefusedError | None:
        """Return why the model does not take an answer, or None."""
        data = _around(question.location, answer)
        try:
            text = field(str(question.location[0]), data[str(question.location[0])])
        except YamlError as error:
            return RefusedError(error.faults[0].message, error.faults[0].fix)
        document = Document("", text, len(text), len(text))
        try:
            mistakes.validate(question.model, data, dict.fromkeys(question.model.given, "x"))
        except ValidationError as error:
            refusal = mistakes.Refusal(question.model, error, document)
            found = mistakes.explained(refusal, self.directory, question.location)
            return RefusedError(found[0].message, found[0].fix) if found else None
        return None


def _around(location: Location, answer: str) -> dict[str, Any]:
    """Return the data of an item that has only this answer."""
    value: Any = answer
    for step in reversed(location):
        value = [value] if isinstance(step, int) else {step: value}
    found: dict[str, Any] = value
    return found


_YES_AND_NO = {"yes": "true", "y": "true", "no": "false", "n": "false"}


def _option(choices: Sequence[str], answer: str) -> str:
    """Return the choice that an answer means, ignoring case, spaces and underscores."""
    wanted = _folded(answer)
    return next((choice for choice in choices if _folded(choice) == wanted), answer)


def _folded(word: str) -> str:
    return word.strip().casefold().replace("_", "-").replace(" ", "-")


_RESPELT = ("a time", "a year and a month", "a colour")
"""How the formats are described in which people write other forms of the same thing."""


def _respelt(question: Question, answer: str) -> Iterator[str]:
    """Yield the answer as a field takes it: `4 March 2026` as `2026-03-04`."""
    moment, form = shapes.moment(question.shape), shapes.described(question.shape)
    described = str(form.description) if form else ""
    if moment or described.startswith(_RESPELT):
        every: Iterable[object] = suggest.rewrites(answer, moment)
        yield from (each for each in every if isinstance(each, str))


def _typed(question: Question, answer: str) -> Leaf:
    """Return an answer that the field takes as a value of its type."""
    moment = shapes.moment(question.shape)
    if moment is date:
        return date.fromisoformat(answer.strip())
    if moment is time:
        hour, minute = answer.strip().split(":")
        return time(int(hour), int(minute))
    kind = shapes.scalar(question.shape)
    if kind is bool:
        return answer.strip().casefold() in _TRUE
    if kind is int:
        return int(answer)
    return float(answer) if kind is float else answer


_TRUE = ("true", "yes", "y", "on", "1", "t")


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _cut(text: str, length: int = 60) -> str:
    return text if len(text) <= length else f"{text[:length]}..."
