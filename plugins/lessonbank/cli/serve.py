"""`lessonbank serve`: preview the site while content is being written."""

from __future__ import annotations

import logging

import click

from lessonbank.cli.options import edition_option, root_for_mkdocs, today_option
from lessonbank.cli.progress import beside
from lessonbank.cli.project import CONFIG
from lessonbank.mkdocs.run import BuildFailedError
from lessonbank.mkdocs.run import serve as serve_site


@click.command()
@edition_option
@today_option
@click.option("--addr", metavar="HOST:PORT", help="Where to serve; 127.0.0.1:8000 by default.")
@click.option("--open", "opening", is_flag=True, help="Open it in a browser.")
def serve(
    edition: str | None,
    today: str | None,
    addr: str | None,
    opening: bool,  # noqa: FBT001 - click hands options over by keyword
) -> None:
    """Preview the site; every change shows at once."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[_Stderr()])
    plugin = {"edition": edition, "today": today}
    try:
        serve_site(
            root_for_mkdocs() / CONFIG,
            plugin,
            beside(),
            ready=_welcome,
            address=addr,
            open_in_browser=opening,
        )
    except BuildFailedError as error:
        raise click.ClickException(str(error)) from error


def _welcome(url: str) -> None:
    click.echo(f"The bank is at {url} (Ctrl+C ends it).")


class _Stderr(logging.Handler):
    """Writes to the current stderr, which a progress bar may replace."""

    def emit(self, record: logging.LogRecord) -> None:
        click.echo(self.format(record), err=True)
