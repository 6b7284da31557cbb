"""`lessonbank schemas`: write JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path

import click

from lessonbank.cli.findings import show
from lessonbank.cli.project import find_root
from lessonbank.compiler.types import installed_types
from lessonbank.files.os_errors import describe_os_error
from lessonbank.files.regular import kind_of
from lessonbank.schemas import FOLDER, write


@click.command()
@click.option(
    "--to", "target", type=click.Path(path_type=Path, file_okay=False), help=f"{FOLDER} by default."
)
def schemas(target: Path | None) -> None:
    """Write a JSON Schema of each type of content, of trust.yml and of session files.

    Editors then explain each field and find mistakes while you type.
    """
    installed = installed_types()
    if installed.faults:
        show(installed.faults)
        raise click.ClickException("Nothing was written.")
    folder = target or find_root() / FOLDER
    if any(kind_of(each) is not None for each in (folder, folder.parent) if each.is_symlink()):
        raise click.ClickException(f"{folder} is a link, and links are not followed.")
    try:
        files = write(folder, installed.types.models)
    except OSError as error:
        raise click.ClickException(describe_os_error(error)) from error
    click.echo(f"Wrote {len(files)} schemas into {folder}.")
