"""Commands whose modules are imported only when they run."""

from __future__ import annotations

import importlib

import click

from lessonbank.cli.console import ConsoleGroup


class DeferredCommand(click.Command):
    """A command that is listed without an import.

    `place` is where the command itself is: its module in this room and its name there, as
    `imports:export`. `help` is the first sentence of its own help.
    """

    def __init__(self, name: str, place: str, help: str) -> None:  # noqa: A002 - click's word
        super().__init__(name, help=help)
        self._module, _, self._attribute = place.partition(":")

    def load(self) -> click.Command:
        """Import the command itself."""
        module = importlib.import_module(f"lessonbank.cli.{self._module}")
        command: click.Command = getattr(module, self._attribute)
        return command


class DeferredGroup(ConsoleGroup):
    """A group that loads the one command that is asked for."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.load() if isinstance(command, DeferredCommand) else command, rest
