"""`lessonbank upgrade`: bring a bank to this version."""

from __future__ import annotations

import sys

import click

from lessonbank.cli.findings import show
from lessonbank.cli.options import failures_in_words
from lessonbank.cli.project import find_root
from lessonbank.scaffold.upgrading import (
    NotUpgradableError,
    Upgrade,
    difference,
    plan_upgrade,
    write_upgrade,
)


@click.command()
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
def upgrade(dry_run: bool) -> None:  # noqa: FBT001 - click hands options over by keyword
    """Bring a bank of an older version to this one.

    Comments, order, quotes and line ends stay as they are. All files are written, or none. It also
    lists what you have to do yourself.
    """
    root = find_root()
    with failures_in_words():
        try:
            planned = plan_upgrade(root)
        except NotUpgradableError as error:
            show(error.found)
            click.echo("Nothing was changed.", err=True)
            sys.exit(1)
        if not dry_run:
            write_upgrade(root, planned)
    _tell(planned, dry=dry_run)


def _tell(planned: Upgrade, *, dry: bool) -> None:
    would = "would be" if dry else "is"
    if not planned.files:
        click.echo(f"The bank is up to date: it is for lessonbank {planned.after}.")
    else:
        click.echo(f"The bank was for lessonbank {planned.before}.")
        click.echo(f"It {would} for lessonbank {planned.after} now.\n")
    for step in planned.steps:
        click.echo(f"~ {step.path}\n    {step.words}")
    if dry and planned.files:
        click.echo(f"\n{difference(planned)}", nl=False)
    if planned.tasks:
        click.echo("\nWhat you have to do:")
        for task in planned.tasks:
            click.echo(f"- {task.words}")
