"""`lessonbank purge`: erase cached media that may no longer be kept."""

from __future__ import annotations

import click

from lessonbank.cli.options import (
    failures_in_words,
    patience,
    settings_of,
    today_option,
    wait_option,
    waits,
)
from lessonbank.cli.size import counted, in_words
from lessonbank.compiler.erasure import Remains, erase
from lessonbank.files.locks import BusyError


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be deleted.")
@today_option
@wait_option
def purge(dry_run: bool, today: str | None, wait: int | None) -> None:  # noqa: FBT001 - by keyword
    """Delete what was made of recordings whose permission has ended.

    Whatever no living permission needs goes from .cache, older versions of clips too. What cannot
    be deleted from here is listed; PURGE.md has the steps.
    """
    settings = settings_of(None, today)
    try:
        with failures_in_words():
            erasure = erase(settings, dry=dry_run, wait=patience(wait), waiting=waits)
    except BusyError as error:
        raise click.ClickException(f"Nothing was deleted: {error}.") from error
    gone = erasure.purged
    if dry_run:
        for file in gone.files:
            click.echo(f"  {file.relative_to(settings.root)}")
    word = "Would delete" if dry_run else "Deleted"
    click.echo(f"{word} {counted(len(gone.files), 'file')} from .cache, {in_words(gone.bytes)}.")
    for remains in erasure.remains:
        _tell(remains)
    if erasure.remains:
        click.echo("PURGE.md says how to remove each of these, and in which order.")


def _tell(remains: Remains) -> None:
    permission = remains.permission
    click.echo(
        f"Left of {remains.recording.id}, whose permission {permission.id} is"
        f" {permission.state} (until {permission.expires_on}):"
    )
    for path in remains.paths:
        click.echo(f"    {path}: delete it and commit")
    if remains.commits is None:
        click.echo("    git history: git cannot tell whether it holds the files")
    elif remains.commits:
        click.echo(f"    git history: {counted(remains.commits, 'commit')} with its files")
    click.echo("    sites built before: build and deploy again")
    click.echo("    copies: clones and forks, hosts' caches, sticks and downloads")
