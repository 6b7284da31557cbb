"""`lessonbank packs` and `verify`: the packs that were made, and whether one is whole."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from lessonbank.cli.copying import counting
from lessonbank.cli.options import settings_of, today_option
from lessonbank.cli.size import Extent, counted
from lessonbank.compiler.settings import build_date
from lessonbank.content import Folder
from lessonbank.packs import PackError, Recall, Report, read_ledger, recalls
from lessonbank.packs import verify as verify_pack

_NO_PACK = 2
"""The exit code where there is no pack to check."""
_WITHDRAWN = 3
"""The exit code where a whole pack holds something that was withdrawn."""


@click.command()
@click.option("--recall", "only", is_flag=True, help="Only packs to ask back.")
@today_option
def packs(only: bool, today: str | None) -> None:  # noqa: FBT001 - click hands options over by keyword
    """List the packs that were made, and those to ask back.

    A pack must come back if it holds something that may no longer be shown. The list is in
    packs.json: commit it. Exit code 1: a pack must come back.
    """
    settings = settings_of(today=today)
    try:
        ledger = read_ledger(settings.root)
    except PackError as error:
        raise click.ClickException(str(error)) from error
    tree, types = Folder(settings.root), settings.installed.types.models
    found = recalls(ledger, tree, settings.today, types)
    back = [each for each in found if each.is_needed]
    for each in back if only else found:
        _tell(each, settings.today)
    click.echo(f"{counted(len(found), 'pack')}, {len(back)} to ask back.")
    sys.exit(1 if back else 0)


def _tell(recall: Recall, today: date) -> None:
    entry = recall.entry
    label = f", for {entry.label}" if entry.label else ""
    until = "expired on" if entry.expires < today else "until"
    click.echo(
        f"{entry.id}: edition {entry.edition}, built {entry.built}, {until} {entry.expires},"
        f" {counted(entry.copies, 'copy', 'copies')}{label}"
    )
    for reason in recall.reasons if recall.is_needed else ():
        click.echo(f"  ask it back: {reason.words}")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--recall",
    "newer",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A newer recall list, to see what the pack holds of it.",
)
@today_option
def verify(folder: Path, newer: Path | None, today: str | None) -> None:
    """Check each file of the pack in DIR, and what it holds that was withdrawn.

    It needs no bank. Exit code 0: every file is as it was made. Exit code 1: files are damaged,
    missing or extra. Exit code 2: there is no finished pack, or the recall list cannot be used.
    Exit code 3: it holds files that its recall list hides.
    """
    try:
        day = build_date(today, os.environ)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    try:
        with counting("Reading", Extent.of(folder).bytes) as hear:
            report = verify_pack(folder, hear, newer)
    except PackError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(_NO_PACK)
    _report(report, day)
    sys.exit((_WITHDRAWN if report.withdrawn else 0) if report.is_whole else 1)


def _report(report: Report, today: date) -> None:
    for what in ("damaged", "missing", "extra", "withdrawn"):
        for path in getattr(report, what):
            click.echo(f"{what}: {path}")
    manifest = report.manifest
    click.echo(
        f"Pack {manifest.id}, edition {manifest.edition}, built {manifest.built}:"
        f" {counted(len(manifest.files), 'file')}, {len(report.damaged)} damaged,"
        f" {len(report.missing)} missing, {len(report.extra)} extra."
    )
    if report.is_unfinished:
        click.echo("An update was broken off. Run the same `lessonbank pack` again: it goes on.")
    if report.withdrawn and report.recall:
        click.echo(
            f"The recall list of {report.recall.day} hides"
            f" {counted(len(report.withdrawn), 'file')} that the pack still holds. Update it with"
            " `lessonbank pack`, or delete it."
        )
    if manifest.expires < today:
        click.echo(f"It expired on {manifest.expires}: delete it, and ask for a new one.")
