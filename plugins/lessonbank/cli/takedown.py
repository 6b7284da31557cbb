"""`lessonbank withdraw` and `takedown`: remove items from every built site."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from lessonbank.cli.options import patience, settings_of, today_option, wait_option, waits
from lessonbank.compiler.settings import Settings
from lessonbank.content.withdrawing import Ending, NotWrittenError, end_permission, record_path
from lessonbank.files.kept import forget
from lessonbank.files.locks import BusyError
from lessonbank.files.os_errors import describe_os_error
from lessonbank.files.staging import Staging
from lessonbank.takedown import TakedownError, Taken, report, sites_below, take_down


@click.command()
@click.option("--site", type=click.Path(path_type=Path), help="Only the site in this folder.")
@today_option
@wait_option
def takedown(site: Path | None, today: str | None, wait: int | None) -> None:
    """Remove from built sites what may not be shown today.

    This compiles nothing, so mistakes in the content do not matter. It checks every site below
    build/. Exit code 0: every site is proved clean.
    """
    settings = settings_of(today=today)
    sites = [site.absolute()] if site else sites_below(settings.root / "build")
    if not sites:
        raise click.ClickException("There is no built site below build/.")
    sys.exit(0 if _clean(sites, settings, wait) else 1)


@click.command()
@click.argument("reference", metavar="REF")
@click.option(
    "--state",
    type=click.Choice(["withdrawn", "paused"]),
    default="withdrawn",
    show_default=True,
    help="A paused permission can be granted again; a withdrawn one cannot.",
)
@click.option("--on", "on", metavar="DATE", help="The day of the decision; today by default.")
@click.option(
    "--by-role",
    default="DPO",
    show_default=True,
    help="The role of the person who decided, not a name.",
)
@today_option
@wait_option
def withdraw(  # noqa: PLR0917 - click hands options over by keyword
    reference: str, state: Ending, on: str | None, by_role: str, today: str | None, wait: int | None
) -> None:
    """End the permission REF and remove its items from every built site.

    This writes the state and a line of history into its record. Mistakes in other content do not
    matter.
    """
    settings = settings_of(today=today)
    day = settings_of(today=on).today if on else settings.today
    is_written = _write(settings, reference, state, day, by_role)
    is_clean = _clean(sites_below(settings.root / "build"), settings, wait)
    click.echo("Left to do:")
    click.echo("  commit and push the record, so that the site online is built without it")
    click.echo("  lessonbank purge   deletes what was made of the recording, here and in stores")
    click.echo("  lessonbank packs --recall   lists sticks and zips to ask back")
    click.echo("  lessonbank recall list   writes the list that hides it in these")
    click.echo("  PURGE.md           lists everything else that may still hold a copy")
    sys.exit(0 if is_written and is_clean else 1)


def _write(settings: Settings, reference: str, state: Ending, on: date, by_role: str) -> bool:
    try:
        path = record_path(settings.root, reference)
    except NotWrittenError as error:
        raise click.ClickException(str(error)) from error
    name = path.relative_to(settings.root).as_posix()
    try:
        is_new = end_permission(path, state, on, by_role)
    except NotWrittenError as error:
        click.echo(str(error), err=True)
        return False
    click.echo(f"{name} says {state} now." if is_new else f"{name} says {state} already.")
    return True


def _clean(sites: Iterable[Path], settings: Settings, wait: int | None) -> bool:
    outcomes = [_clean_one(site, settings, wait) for site in sites]  # Each, whatever became of one.
    return _forget_pages(settings.pages) and all(outcomes)


def _forget_pages(folder: Path) -> bool:
    """Delete the cache of pages, which a build makes again."""
    try:
        forget(folder)
    except OSError as error:
        click.echo(f"{describe_os_error(error)} Delete {folder}.", err=True)
        return False
    return True


def _clean_one(site: Path, settings: Settings, wait: int | None) -> bool:
    work = f"a takedown of {settings.root}"
    staging = Staging(site, work, wait=patience(wait), waiting=waits)
    try:
        staging.lock()
        if not site.is_dir():
            return True
        _tell(take_down(staging, settings.root, settings.today, settings.installed.types))
    except BusyError as error:
        click.echo(f"{site} was not looked at: {error}. Run this again after it.", err=True)
        return False
    except (TakedownError, OSError) as error:
        click.echo(f"{error} Do not publish {site}: build it again, or delete it.", err=True)
        return False
    finally:
        staging.discard()
    return True


def _tell(taken: Taken) -> None:
    for line in report(taken):
        click.echo(line)
