"""`lessonbank purge`: erase cached media that may no longer be kept."""

from __future__ import annotations

import sys

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
from lessonbank.remote import Leftover


@click.command()
@click.option("--dry-run", is_flag=True, help="Only list what would be deleted.")
@click.option("--here", is_flag=True, help="Leave the shared store and published films alone.")
@today_option
@wait_option
def purge(
    dry_run: bool,  # noqa: FBT001 - click hands options over by keyword
    here: bool,  # noqa: FBT001
    today: str | None,
    wait: int | None,
) -> None:
    """Delete cached media of recordings whose permission has ended.

    This deletes from .cache everything that no current permission needs, older versions of clips
    too. It does the same in the shared store and where films are published. It lists copies that it
    cannot delete; PURGE.md has the steps.
    """
    settings = settings_of(None, today)
    try:
        with failures_in_words():
            erasure = erase(settings, dry=dry_run, here=here, wait=patience(wait), waiting=waits)
    except BusyError as error:
        raise click.ClickException(f"Nothing was deleted: {error}.") from error
    gone = erasure.purged
    if dry_run:
        for file in gone.files:
            click.echo(f"  {file.relative_to(settings.root)}")
    word = "Would delete" if dry_run else "Deleted"
    click.echo(f"{word} {counted(len(gone.files), 'file')} from .cache, {in_words(gone.bytes)}.")
    for place in erasure.elsewhere:
        _tell_elsewhere(place, word, dry_run=dry_run)
    for remains in erasure.remains:
        _tell(remains)
    if erasure.remains:
        click.echo("PURGE.md says how to remove each of these, and in which order.")
    if erasure.faults:
        raise click.ClickException(
            " ".join((*erasure.faults, "What nobody may keep can still be there: purge again."))
        )
    if any(place.kept for place in erasure.elsewhere):
        sys.exit(1)


def _tell_elsewhere(place: Leftover, word: str, *, dry_run: bool) -> None:
    for name in place.names if dry_run else ():
        click.echo(f"  {place.place}/{name}")
    count = counted(len(place.names), "file")
    click.echo(f"{word} {count} from {place.place}, {in_words(place.bytes)}.")
    if place.kept:
        click.echo(f"{place.place} does not let you delete {counted(len(place.kept), 'file')}:")
        for name in place.kept:
            click.echo(f"    {name}")
        click.echo("Run `lessonbank purge` with credentials that may delete there.")


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
