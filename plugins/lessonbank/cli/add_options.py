"""The options of `lessonbank add`, and the answers that they give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from lessonbank.bank import Item
from lessonbank.cli.adding import Desk, Words
from lessonbank.cli.asking import sentence
from lessonbank.scaffold.items import (
    Gathered,
    Question,
    RefusedError,
    fields_of,
    form_of,
    label,
)

_FIXED = frozenset({"--id", "--yes", "--dry-run", "--today", "--body", "--help"})


def field_name(question: Question) -> str:
    return "field_" + "__".join(question.path).replace("-", "_")


def option_of(question: Question) -> click.Option:
    """Return the option that answers a question."""
    name = question.option if question.option not in _FIXED else f"--field-{question.option[2:]}"
    needed = "" if not question.is_needed else "; needed, or asked for"
    words = f"{label(question)}{needed}{'; repeatable' if question.is_many else ''}."
    if question.is_yes_or_no and not question.is_many:
        switch = f"{name}/--no-{name[2:]}"
        return click.Option([switch, field_name(question)], default=None, help=words)
    return click.Option(
        [name, field_name(question)],
        multiple=question.is_many,
        metavar=form_of(question),
        help=words,
    )


def given_by(asked: Sequence[Question], values: dict[str, Any]) -> Words:
    """Return the answers that options give, as text."""
    found: Words = {}
    for question in asked:
        value = values.get(field_name(question))
        if isinstance(value, bool):
            found[question.path] = ("yes" if value else "no",)
        elif isinstance(value, str):
            found[question.path] = (value,)
        elif value:
            found[question.path] = tuple(value)
    return found


def desk_of(values: dict[str, Any]) -> Desk:
    return Desk.here(values["today"], is_yes=values["yes"], is_dry=values["dry_run"])


def fields_by(desk: Desk, model: type[Item], asked: Sequence[Question], found: Gathered) -> Any:
    """Return the fields of the file. Raise ClickException for answers that do not fit."""
    try:
        return fields_of(desk.reading.bank, model, asked, found.answers)
    except RefusedError as error:
        words = f"{sentence(error.message)} {sentence(error.fix)} Nothing was written."
        raise click.ClickException(words) from error


def body_of(values: dict[str, Any]) -> str:
    body = values.get("body")
    return f"{body}\n" if body else ""
