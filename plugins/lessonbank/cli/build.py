"""`lessonbank build`: the whole site, as `mkdocs build` makes it, with progress."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from lessonbank.cli.options import edition_option, root_for_mkdocs, today_option, workers_option
from lessonbank.cli.progress import watching
from lessonbank.cli.project import CONFIG
from lessonbank.cli.size import PAGES_LIMIT, Extent, counted, in_words
from lessonbank.mkdocs.run import BuildFailedError, Built
from lessonbank.mkdocs.run import build as build_site


@click.command()
@edition_option
@today_option
@workers_option
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the site goes.")
def build(
    edition: str | None,
    today: str | None,
    workers: int | None,
    strict: bool,  # noqa: FBT001 - click hands options over by keyword
    site_dir: Path | None,
) -> None:
    """Build the site."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    plugin = {"edition": edition, "today": today, "workers": workers}
    try:
        with watching() as listener:
            built = build_site(
                root_for_mkdocs() / CONFIG, plugin, listener, strict=strict, site_dir=site_dir
            )
    except BuildFailedError as error:
        raise click.ClickException(str(error)) from error
    _report(built)


def _report(built: Built) -> None:
    extent = Extent.of(built.site)
    bank = built.bank
    click.echo(
        f"Built {counted(len(bank.library.clips), 'clip')} for the edition"
        f" {bank.admission.occasion.edition}, as of {bank.admission.occasion.today}."
    )
    for decision in bank.admission.denied:
        if decision.kind == "clip":
            click.echo(f"Not in it: clip {decision.id} ({decision.reason}).")
    click.echo(
        f"The site is {built.site}: {counted(extent.files, 'file')}, {in_words(extent.bytes)}."
    )
    if extent.bytes > PAGES_LIMIT:
        click.echo("That is more than the 1 GB that GitHub Pages allows.", err=True)
    click.echo(f"Open {built.site / 'index.html'} in a browser: no server is needed.")
