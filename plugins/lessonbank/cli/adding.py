"""What every `lessonbank add` command shares: reading the bank, asking, checking and writing."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from lessonbank.bank import Item, ItemTypes, Session
from lessonbank.cli.asking import ask_text, asker, is_terminal, sentence
from lessonbank.cli.findings import show
from lessonbank.cli.options import failures_in_words, settings_of
from lessonbank.cli.size import in_words
from lessonbank.content import Folder, Reading, read_bank
from lessonbank.content.names import VARIABLE as NAMES
from lessonbank.files.new_files import NotLinkedError
from lessonbank.scaffold.items import (
    ALSO_ASKED,
    Addition,
    Asker,
    Gathered,
    Judge,
    Leaf,
    Question,
    errors_of,
    fields_of,
    gather,
    id_fault,
    label,
    proposed_id,
    proposed_reference,
    taken_ids,
    write,
)
from lessonbank.scaffold.items import Path as FieldPath

Words = dict[FieldPath, tuple[str, ...]]
"""Answers as text, by the path of the field."""


@dataclass(frozen=True)
class Desk:
    """One run of a command: the bank it adds to, and how it asks.

    `is_yes` takes proposals without asking.
    """

    root: Path
    today: date
    types: ItemTypes
    is_yes: bool
    is_dry: bool

    @classmethod
    def here(cls, today: str | None, *, is_yes: bool, is_dry: bool) -> Desk:
        """Return the desk of the project here. Raise ClickException."""
        settings = settings_of(today=today)
        models = settings.installed.types.models
        return cls(settings.root, settings.today, models, is_yes, is_dry)

    @cached_property
    def reading(self) -> Reading:
        with failures_in_words():
            return read_bank(Folder(self.root), self.types)

    @cached_property
    def judge(self) -> Judge:
        return Judge(self.reading.bank, self.reading.broken, self.reading.unsure)

    @cached_property
    def asker(self) -> Asker | None:
        """What asks a person, or None where nobody is to be asked."""
        return asker(self.judge) if not self.is_yes and is_terminal() else None

    def gathered(
        self,
        model: type[Item],
        asked: Sequence[Question],
        given: Mapping[FieldPath, tuple[str, ...]],
        proposals: Mapping[FieldPath, tuple[str, ...]],
    ) -> Gathered:
        """Return the answers to these questions."""
        also = ALSO_ASKED.get(model.kind, frozenset())
        return gather(self.judge, asked, given, proposals, also, self.asker)

    def fields(
        self, model: type[Item], asked: Sequence[Question], found: Gathered
    ) -> dict[str, Any]:
        """Return the fields of the item's file. Raise RefusedError."""
        return fields_of(self.reading.bank, model, asked, found.answers)

    def id(self, model: type[Item], given: str | None, data: Mapping[str, Any]) -> str:
        """Return the id of the new item. Raise ClickException for one that cannot be."""
        taken = taken_ids(self.reading, model)
        if given is not None:
            if wrong := _wrong_id(model, given, taken):
                raise click.ClickException(f"--id: {wrong}")
            return given
        proposed = self._proposed(model, data, taken)
        while self.asker:
            chosen = ask_text("Name of its file, which becomes its address", proposed)
            wrong = _wrong_id(model, chosen, taken)
            if wrong is None:
                return chosen
            click.echo(f"  {wrong}")
        return proposed

    def _proposed(self, model: type[Item], data: Mapping[str, Any], taken: Collection[str]) -> str:
        if model.kind == "permission":
            return proposed_reference(self.reading.bank, self.today, taken)
        return proposed_id(model, _called(model, data), taken)

    def finish(self, addition: Addition, again: str = "") -> None:
        """Check an addition, then write it or show it. Raise ClickException if it has errors."""
        names = os.environ.get(NAMES)
        with failures_in_words():
            wrong = errors_of(
                self.root,
                self.types,
                addition,
                today=self.today,
                names=Path(names) if names else None,
            )
        if wrong:
            show(wrong)
            if again and self.asker:
                click.echo(f"To start from the same answers:\n  {again}")
            raise click.ClickException("Nothing was written.")
        if self.is_dry:
            _show(addition)
            return
        try:
            kept = write(self.root, addition)
        except NotLinkedError as error:
            raise click.ClickException(
                f"{error.filename} cannot be linked from the disk of this bank. Nothing was"
                " written. Leave out --link to copy it."
            ) from error
        except FileExistsError as error:
            raise click.ClickException(
                f"{error.filename} is there already. Nothing was written."
            ) from error
        except OSError as error:
            with failures_in_words():
                raise error from error
        _tell(addition, kept)


def _wrong_id(model: type[Item], id_: str, taken: Collection[str]) -> str | None:
    if fault := id_fault(model, id_):
        return sentence(fault)
    if id_.casefold() in taken:
        return f"There is a {model.kind.replace('-', ' ')} `{id_}` already. Choose another name."
    return None


def _called(model: type[Item], data: Mapping[str, Any]) -> str:
    """Return the words from which an item's id is made."""
    names = [data.get(name) for name in ("title", "name", "workshop", "community", "permission")]
    first = next((str(name) for name in names if name), model.kind)
    if model is Session:
        return f"{first} {data.get('venue') or ''} {data.get('on') or ''}"
    return first


def refuse(refused: Gathered, extra: Iterable[str] = ()) -> None:
    """Raise ClickException with every answer that is refused or missing, if there is one."""
    wrong = [
        f"{each.question.option}: {sentence(each.error.message)} {sentence(each.error.fix)}"
        for each in refused.refused
        if each.error
    ]
    missing = [
        *(
            f"{each.question.option}  {_hint(each.question)}"
            for each in refused.refused
            if not each.error
        ),
        *extra,
    ]
    if not wrong and not missing:
        return
    lines = [*wrong]
    if missing:
        lines.append("These answers are needed too:" if wrong else "These answers are needed:")
        lines += [f"  {line}" for line in missing]
        if not is_terminal():
            lines.append("Give them as options. On a terminal, without --yes, you are asked.")
    raise click.ClickException("\n".join([*lines, "Nothing was written."]))


def _hint(question: Question) -> str:
    such = f", such as {question.example}" if question.example else ""
    others = "".join(f", or --{'-'.join(path).replace('_', '-')}" for path in question.unless)
    return f"{label(question)}{such}{others}"


def command_again(
    kind: str, asked: Sequence[Question], found: Mapping[FieldPath, tuple[Leaf, ...]], *words: str
) -> str:
    """Return the command that gives the same answers."""
    options = [
        part
        for question in asked
        for value in found.get(question.path, ())
        for part in _option(question, value)
    ]
    return shlex.join(["lessonbank", "add", kind, *words, *options])


def _option(question: Question, value: Leaf) -> tuple[str, ...]:
    if isinstance(value, bool):
        return (question.option if value else f"--no-{question.option[2:]}",)
    return question.option, str(value)


def _show(addition: Addition) -> None:
    """Print the files that would be added."""
    for file in addition.brought:
        size = in_words(file.source.stat().st_size)
        click.echo(f"Would {file.way} {file.source} to {file.path} ({size}).")
    for new in addition.files:
        click.echo(f"Would add {new.path}:")
        for line in new.data.decode("utf-8").splitlines():
            click.echo(f"    {line}" if line else "")
    for note in addition.notes:
        click.echo(note)
    click.echo("Nothing was written.")


_DONE = {"copy": "copied from", "link": "linked from", "move": "moved from"}


def _tell(addition: Addition, kept: Collection[Path]) -> None:
    """Print the files that were added, and what to do next."""
    for file in addition.brought:
        done = "copied from" if file.source in kept else _DONE[file.way]
        click.echo(f"+ {file.path} ({done} {file.source})")
    for new in addition.files:
        click.echo(f"+ {new.path}")
    for source in kept:
        click.echo(f"{source} could not be removed: it is still there, and may be deleted.")
    for note in addition.notes:
        click.echo(note)
    click.echo("Next:")
    for step in (*addition.following, "Run `lessonbank check`."):
        click.echo(f"  - {step}")


def say(line: str) -> None:
    """Print a line about an input to stderr, so that it is read even where output is kept."""
    click.echo(line, err=sys.stdout is not None and not sys.stdout.isatty())
