"""The `lessonbank` command."""

from __future__ import annotations

import click

from lessonbank import __version__
from lessonbank.cli.audit import audit, find
from lessonbank.cli.build import build
from lessonbank.cli.check import check, explain
from lessonbank.cli.clean import clean
from lessonbank.cli.console import ConsoleGroup
from lessonbank.cli.imports import export, import_
from lessonbank.cli.media import media
from lessonbank.cli.publish import publish
from lessonbank.cli.purge import purge
from lessonbank.cli.serve import serve
from lessonbank.cli.takedown import takedown, withdraw


@click.group(cls=ConsoleGroup)
@click.version_option(__version__, package_name="lessonbank")
def main() -> None:
    """Compile recordings, clips and techniques of good teaching into a site."""


COMMANDS = (
    *(build, check, explain, serve, media, audit, find, withdraw, takedown, purge),
    *(publish, import_, export, clean),
)
for command in COMMANDS:
    main.add_command(command)
