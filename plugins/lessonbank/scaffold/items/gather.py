"""Gather the answers for a new item: those given, those proposed, and those that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from lessonbank.scaffold.items.answers import Judge, Leaf, RefusedError
from lessonbank.scaffold.items.proposals import Proposals
from lessonbank.scaffold.items.questions import Path, Question

Given = Mapping[Path, tuple[str, ...]]
"""The answers that options give, as text."""
Ask = Callable[[Question, tuple[str, ...], bool], tuple[Leaf, ...]]
"""Ask a person; `True` where an answer is needed. The proposals may be taken as they are."""
More = Callable[[Question], bool]
"""Ask whether there is another entry of a list."""


@dataclass(frozen=True, slots=True)
class Asker:
    """How a person is asked."""

    ask: Ask
    more: More


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that was refused, or a question without the answer that it needs."""

    question: Question
    error: RefusedError | None = None


@dataclass(slots=True)
class Gathered:
    """The answers, as they are written, and what is wrong or missing."""

    answers: dict[Path, tuple[Leaf, ...]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


def gather(  # noqa: PLR0917 - each is a value of its own
    judge: Judge,
    asked: Sequence[Question],
    given: Given,
    proposals: Proposals,
    also: Collection[Path] = (),
    asker: Asker | None = None,
) -> Gathered:
    """Return all answers. Without an `asker`, take the proposals."""
    found = Gathered()
    for question in asked:
        if question.path in given:
            _judge(judge, question, given[question.path], found)
    for question in _in_order(asked):
        if question.path in given or any(path in found.answers for path in question.unless):
            continue
        if question.entry and asker and question.is_needed:
            _ask_entries(question, asked, given, proposals, found, asker)
        elif asker and (question.is_needed or _is_worth_asking(judge, question, also)):
            _ask(question, proposals, found, asker)
        elif words := proposals.get(question.path, ()):
            _judge(judge, question, words, found)
        elif question.is_needed:
            found.refused.append(Refused(question))
    return found


def _in_order(asked: Sequence[Question]) -> list[Question]:
    """Return the questions; one that others may stand for comes after those."""
    places = {question.path: place for place, question in enumerate(asked)}

    def place(question: Question) -> tuple[int, bool]:
        others = (places[path] for path in question.unless if path in places)
        return max([places[question.path], *others]), bool(question.unless)

    return sorted(asked, key=place)


def _is_worth_asking(judge: Judge, question: Question, also: Collection[Path]) -> bool:
    return question.path in also and (not question.kind or bool(judge.choices(question)))


def _judge(judge: Judge, question: Question, words: Sequence[str], found: Gathered) -> None:
    values: list[Leaf] = []
    for word in words:
        try:
            values.append(judge.value(question, word))
        except RefusedError as error:
            found.refused.append(Refused(question, error))
    if values:
        found.answers[question.path] = tuple(values)


def _ask(question: Question, proposals: Proposals, found: Gathered, asker: Asker) -> None:
    words = proposals.get(question.path, ())
    if values := asker.ask(question, words, question.is_needed):
        found.answers[question.path] = values


def _ask_entries(  # noqa: PLR0917 - the same as those of `gather`
    first: Question,
    asked: Sequence[Question],
    given: Given,
    proposals: Proposals,
    found: Gathered,
    asker: Asker,
) -> None:
    """Ask for the entries of a list of maps, one after the other, once for the whole list."""
    inside = [
        question
        for question in asked
        if question.entry == first.entry and question.is_needed and question.path not in given
    ]
    if first.path in found.answers:
        return
    lengths = [len(proposals.get(question.path, ())) for question in inside]
    given_lengths = [len(w) for path, w in given.items() if path[:1] == first.entry[:1]]
    number, least = 0, max([1, *lengths, *given_lengths])
    while number < least or (not given_lengths and asker.more(first)):
        for question in inside:
            words = proposals.get(question.path, ())[number : number + 1]
            values = asker.ask(question, words, True)[:1]  # noqa: FBT003 - it is needed
            found.answers[question.path] = (*found.answers.get(question.path, ()), *values)
        number += 1
