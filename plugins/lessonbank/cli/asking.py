"""Ask a person at a terminal, and judge each answer at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from lessonbank.scaffold.items import Asker, Choice, Judge, Leaf, Question, RefusedError, label

_FEW = 12
"""Choices that are listed without being asked for."""


def is_terminal() -> bool:
    """Return whether a person can be asked."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty())


def asker(judge: Judge) -> Asker:
    """Return what asks for answers that `judge` takes."""

    def ask(question: Question, proposals: tuple[str, ...], is_needed: bool) -> tuple[Leaf, ...]:  # noqa: FBT001
        if question.is_many and not question.entry:
            return _several(judge, question, proposals, is_needed=is_needed)
        words = proposals[0] if proposals else ""
        found = _one(judge, question, label(question), words, is_needed=is_needed)
        return () if found is None else (found,)

    def more(question: Question) -> bool:
        return click.confirm(f"Another one ({label(question)[:1].lower()}{label(question)[1:]})?")

    return Asker(ask, more)


def ask_text(words: str, default: str = "", *, is_needed: bool = True) -> str:
    """Ask for text in one line; empty only if it is not needed."""
    while True:
        answer: str = click.prompt(words, default=default, show_default=bool(default))
        if answer.strip() or not is_needed:
            return answer.strip()
        click.echo("  This is needed.")


def _several(
    judge: Judge, question: Question, proposals: Sequence[str], *, is_needed: bool
) -> tuple[Leaf, ...]:
    """Ask until an empty answer."""
    found: list[Leaf] = []
    while True:
        words = f"{label(question)} ({'one more, or Enter' if found else 'one at a time'})"
        first = proposals[0] if proposals and not found else ""
        needed = is_needed and not found
        answer = _one(judge, question, words, first, is_needed=needed, is_first=not found)
        if answer is None:
            return tuple(found)
        if answer in found:
            click.echo("  That one is in the list already.")
        else:
            found.append(answer)


def _one(
    judge: Judge,
    question: Question,
    words: str,
    default: str,
    *,
    is_needed: bool,
    is_first: bool = True,
) -> Leaf | None:
    """Ask for one answer until it is taken; None for no answer where none is needed."""
    choices = judge.choices(question)
    if is_first:
        _offer(choices)
    such = f", such as {question.example}" if question.example and not (choices or default) else ""
    suffix = such if is_needed or default else f"{such} (Enter for none)"
    while True:
        answer: str = click.prompt(f"{words}{suffix}", default=default, show_default=bool(default))
        answer = answer.strip()
        if not answer:
            if not is_needed:
                return None
            click.echo("  This is needed.")
            continue
        if choices and answer == "?":
            _list(choices)
            continue
        try:
            return judge.value(question, _chosen(choices, answer))
        except RefusedError as error:
            click.echo(f"  {sentence(error.message)} {sentence(error.fix)}")


def sentence(text: str) -> str:
    """Return text with a capital and a full stop."""
    whole = text if text.endswith((".", "?", "!")) else f"{text}."
    return f"{whole[:1].upper()}{whole[1:]}"


def _offer(choices: Sequence[Choice]) -> None:
    if 0 < len(choices) <= _FEW:
        _list(choices)
    elif choices:
        click.echo(f"  Type a part of the name, or ? to list all {len(choices)}.")


def _list(choices: Sequence[Choice]) -> None:
    for number, choice in enumerate(choices, start=1):
        click.echo(f"  {number:>3}  {choice.id}{f'  ({choice.name})' if choice.name else ''}")


def _chosen(choices: Sequence[Choice], answer: str) -> str:
    """Return the id that a number, or a part of one name, stands for; else the answer itself."""
    if not choices or any(answer == choice.id for choice in choices):
        return answer
    if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(choices):
        return choices[int(answer) - 1].id
    wanted = answer.casefold()
    exact = [choice for choice in choices if wanted == choice.name.casefold()]
    alike = exact or [c for c in choices if wanted and wanted in f"{c.id} {c.name}".casefold()]
    if len(alike) > 1:
        raise RefusedError(
            f"{len(alike)} have `{answer}` in their name",
            f"Write one of {', '.join(choice.id for choice in alike[:_FEW])}",
        )
    return alike[0].id if alike else answer
