"""`lessonbank review`: a page for the people who review a change."""

from __future__ import annotations

from pathlib import Path

import click

from lessonbank.cli.options import failures_in_words, settings_of, today_option
from lessonbank.compiler.reviewing import review_change
from lessonbank.files import atomic
from lessonbank.review import review_html


@click.command()
@click.option("--against", required=True, metavar="REVISION", help="The git revision before.")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("review.html"),
    show_default=True,
    help="The page.",
)
@click.option(
    "--edition",
    default="public",
    show_default=True,
    metavar="NAME",
    help="Name only what this edition shows.",
)
@click.option("--whole", is_flag=True, help="Name withheld items too. Never publish this page.")
@today_option
def review(
    against: str,
    target: Path,
    edition: str,
    today: str | None,
    whole: bool,  # noqa: FBT001 - click hands options over by keyword
) -> None:
    """Write a page that says what has changed since a git revision.

    It has the changed items, what each edition shows before and after, the messages of the
    check, pictures and sizes. It encodes no films: build the edition first to see pictures.
    """
    if not target.parent.is_dir():
        raise click.ClickException(f"There is no folder {target.parent}.")
    settings = settings_of(edition, today)
    with failures_in_words():
        made = review_change(settings, against, whole=whole)
        atomic.write_text(target, review_html(made))
    if made.trouble:
        click.echo(f"'{against}' cannot be read. {made.trouble}", err=True)
    click.echo(f"Wrote {target}.")
