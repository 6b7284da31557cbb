"""`lessonbank build`: build the whole site, with progress."""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path

import click

from lessonbank.bank import Bank, Clip
from lessonbank.bank.governing import governing
from lessonbank.cli.options import (
    edition_option,
    refuse_irregular,
    settings_of,
    today_option,
    wait_option,
    workers_option,
)
from lessonbank.cli.progress import watching
from lessonbank.cli.project import CONFIG, find_root
from lessonbank.cli.size import counted, in_words
from lessonbank.compiler.standing import Outcome
from lessonbank.mkdocs.run import BuildFailedError, Built
from lessonbank.mkdocs.run import build as build_site
from lessonbank.outputs import PAGES, Weight, excesses


class _ReducedError(click.ClickException):
    """A build with errors that leaves a site which may be published."""

    exit_code = 3


@click.command()
@edition_option
@today_option
@workers_option
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@wait_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where the site goes.")
def build(  # noqa: PLR0917 - click hands options over by keyword
    edition: str | None,
    today: str | None,
    workers: int | None,
    strict: bool,  # noqa: FBT001 - the same
    wait: int | None,
    site_dir: Path | None,
) -> None:
    """Build the site.

    Exit code 0: the site is built. Exit code 3: there are errors, but the site's folder may be
    published. It holds the last good site without what may not be shown today, or a new one without
    the items of faulty records. Exit code 1: nothing may be published.
    """
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    root = find_root()
    plugin = {"edition": edition, "today": today, "workers": workers, "wait": wait}
    try:
        with watching() as listener:
            built = build_site(
                root / CONFIG,
                plugin,
                listener,
                today=settings_of(today=today).today,
                tell=partial(click.echo, err=True),
                strict=strict,
                site_dir=site_dir,
                refuse=partial(_refuse_irregular, root),
            )
    except BuildFailedError as error:
        if error.outcome is Outcome.NOTHING:
            raise click.ClickException(str(error)) from error
        raise _ReducedError(str(error)) from error
    _report(built)


def _refuse_irregular(root: Path) -> None:
    try:
        refuse_irregular(root)
    except click.ClickException as error:
        raise BuildFailedError(error.message) from error


def _report(built: Built) -> None:
    weight = Weight.of(built.site)
    bank = built.bank
    click.echo(
        f"Built {counted(len(bank.library.clips), 'clip')} for the edition"
        f" {bank.admission.occasion.edition}, as of {bank.admission.occasion.today}."
    )
    for decision in bank.admission.denied:
        if decision.kind == "clip":
            under = _under(bank.admission.occasion.bank, decision.id)
            click.echo(f"Not in it: clip {decision.id} ({decision.reason}){under}.")
    click.echo(
        f"The site is {built.site}: {counted(len(weight.files), 'file')}, {in_words(weight.bytes)}."
    )
    for excess in excesses(weight, PAGES):
        click.echo(excess, err=True)
    click.echo(f"Open {built.site / 'index.html'} in a browser: no server is needed.")


def _under(whole: Bank, clip: str) -> str:
    """Return the references of the permissions that a clip needs, in brackets."""
    found = whole.of(Clip).get(clip)
    references = [permission.id for permission in governing(whole, found)] if found else []
    return f" [{', '.join(references)}]" if references else ""
