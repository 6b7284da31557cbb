"""Find the project of a command."""

from __future__ import annotations

from pathlib import Path

import click

from lessonbank.files.regular import kind_of

CONFIG = "mkdocs.yml"


class NoProjectError(click.ClickException):
    """No folder here or above has an mkdocs.yml."""


def find_root(start: Path | None = None) -> Path:
    """Return the nearest folder at or above this one with an mkdocs.yml.

    Raise NoProjectError without one, and ClickException if it is a link.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if kind_of(folder / CONFIG) is not None:
            raise click.ClickException(
                f"{folder / CONFIG} is a link, or no ordinary file, and is not read."
                " Put the file itself in its place."
            )
        if (folder / CONFIG).is_file():
            return folder
    raise NoProjectError(
        f"There is no {CONFIG} in {here} or above it. Run this in the folder of a lesson bank."
    )
