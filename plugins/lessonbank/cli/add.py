"""`lessonbank add`: new recordings, clips, people and every other item of a bank."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import click

from lessonbank.bank import Clip, Item, Permission, Recording
from lessonbank.cli.add_clip import add_clip
from lessonbank.cli.add_options import body_of, desk_of, fields_by, given_by, option_of
from lessonbank.cli.add_recording import NOT_ASKED, add_recording
from lessonbank.cli.add_tagging import TAGGING, tagging_command, with_command
from lessonbank.cli.adding import command_again, refuse
from lessonbank.cli.options import failures_in_words
from lessonbank.compiler.types import installed_types
from lessonbank.scaffold.items import (
    Addition,
    Question,
    item_file,
    proposals,
    questions,
    to_grant,
    with_history,
)

_Run = Callable[[type[Item], Sequence[Question], dict[str, Any]], None]
"""Add an item of a type, given its questions and the options."""


class _Types(click.Group):
    """A command for each type of item that the bank may have, and one for session files."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click hands it over
        return sorted({TAGGING, *(model.kind for model in installed_types().types.models)})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        def is_command(name: str) -> bool:
            return self.get_command(ctx, name) is not None

        return super().parse_args(ctx, with_command(args, is_command))

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click hands it over
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name == TAGGING:
            return tagging_command()
        types = installed_types().types
        models = types.models
        model = models.by_kind.get(cmd_name) or models.by_folder.get(cmd_name)
        return _command(model, models.noun(model.kind).one) if model else None


@click.group(cls=_Types)
def add() -> None:
    """Add a recording, a clip, a person or another item to the bank.

    Without --yes you are asked for what is needed. Files are only added: none is changed. A session
    file of the workbench needs no type: `lessonbank add lesson.lessonbank.json`.
    """


def _command(model: type[Item], noun: str) -> click.Command:
    asked = questions(model)
    no_more: tuple[_Run, tuple[click.Parameter, ...]] = (_add_item, ())
    callback, params = _OWN.get(model, no_more)
    texts = [click.Option(["--body"], help="The text below the fields.")]
    own = [
        *params,
        *(option_of(q) for q in asked if not (model is Recording and q.path in NOT_ASKED)),
        *(texts if model.format == "md" else ()),
        click.Option(["--id"], help="The name of its file, which becomes its address."),
        click.Option(["--yes"], is_flag=True, help="Take what is proposed, and ask nothing."),
        click.Option(["--dry-run"], is_flag=True, help="Only show what would be written."),
        click.Option(["--today"], metavar="DATE", help="The day it is, such as 2026-11-21."),
    ]

    def run(**values: Any) -> None:
        callback(model, asked, values)

    article = "an" if re.match(r"(?i)[aeiou](?!ni)", noun) else "a"
    summary = f"Add {article} {noun[:1].lower()}{noun[1:]}."
    return click.Command(model.kind, callback=run, params=own, help=summary)


def _add_item(model: type[Item], asked: Sequence[Question], values: dict[str, Any]) -> None:
    """Add an item that needs no more than its fields."""
    desk = desk_of(values)
    proposed = proposals(desk.reading.bank, model.kind, desk.today)
    found = desk.gathered(model, asked, given_by(asked, values), proposed)
    refuse(found)
    data = fields_by(desk, model, asked, found)
    id_ = desk.id(model, values["id"], data)
    following: tuple[str, ...] = ()
    if model is Permission:
        data = with_history(data, desk.today)
        following = to_grant(desk.reading.bank, id_)
    with failures_in_words():
        file = item_file(desk.root, model, id_, data, body_of(values))
    if model.format == "md" and not values.get("body"):
        following = (f"Write what readers should know below the second --- of {file.path}.",)
    addition = Addition(files=(file,), following=following)
    desk.finish(addition, command_again(model.kind, asked, found.answers))


_FILE = click.Argument(["file"], metavar="FILE", type=click.Path(path_type=str))
_OF = click.Argument(["of"], metavar="[RECORDING]", required=False)
_OWN: dict[type[Item], tuple[_Run, tuple[click.Parameter, ...]]] = {
    Recording: (
        add_recording,
        (
            _FILE,
            click.Option(["--link"], is_flag=True, help="Hard-link the film instead of copying."),
            click.Option(["--move"], is_flag=True, help="Move the film instead of copying."),
            click.Option(["--captions"], metavar="FILE", help="Captions that are not beside it."),
            click.Option(["--no-captions"], is_flag=True, help="Use no captions."),
            click.Option(["--teacher"], metavar="PERSON", help="An id or a name to credit."),
            click.Option(
                ["--permission"], is_flag=True, help="Make its permission's record, as requested."
            ),
            click.Option(["--permission-ref"], metavar="REF", help="The permission's reference."),
        ),
    ),
    Clip: (
        add_clip,
        (
            _OF,
            click.Option(
                ["--chapters"], metavar="FILE", help="A list of chapters; - reads it from stdin."
            ),
            click.Option(["--no-chapters"], is_flag=True, help="Write no chapters."),
        ),
    ),
}
