"""The `lessonbank` command."""

from __future__ import annotations

import click

from lessonbank import __version__
from lessonbank.cli.build import build
from lessonbank.cli.check import check, explain
from lessonbank.cli.media import media
from lessonbank.cli.serve import serve


@click.group()
@click.version_option(__version__, package_name="lessonbank")
def main() -> None:
    """Compile recordings, clips and techniques of good teaching into a site."""


for command in (build, check, explain, media, serve):
    main.add_command(command)
