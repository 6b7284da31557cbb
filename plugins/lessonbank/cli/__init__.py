"""The `lessonbank` command."""

from __future__ import annotations

import click

from lessonbank import __version__
from lessonbank.cli.audit import audit, find
from lessonbank.cli.build import build
from lessonbank.cli.check import check, explain
from lessonbank.cli.imports import export, import_
from lessonbank.cli.media import media
from lessonbank.cli.publish import publish
from lessonbank.cli.purge import purge
from lessonbank.cli.serve import serve


@click.group()
@click.version_option(__version__, package_name="lessonbank")
def main() -> None:
    """Compile recordings, clips and techniques of good teaching into a site."""


for command in (build, check, explain, serve, media, audit, find, purge, publish, import_, export):
    main.add_command(command)
