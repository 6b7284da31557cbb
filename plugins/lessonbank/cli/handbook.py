"""`lessonbank handbook`: print the handbook of an edition."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from lessonbank.cli.options import (
    edition_option,
    refuse_irregular,
    settings_of,
    today_option,
    wait_option,
    workers_option,
)
from lessonbank.cli.progress import watching
from lessonbank.cli.project import CONFIG
from lessonbank.cli.size import in_words
from lessonbank.compiler.settings import Settings
from lessonbank.files.atomic import write_bytes
from lessonbank.files.os_errors import describe_os_error
from lessonbank.media.choice import Renditions
from lessonbank.mkdocs.run import BuildFailedError, Built
from lessonbank.mkdocs.run import build as build_site
from lessonbank.outputs import manifest_path
from lessonbank.printing import PrintError, Sheet, handbook_pdf, require_program
from lessonbank.site.library import Library
from lessonbank.texts import gettext as _
from lessonbank.texts import speaking, translations


@click.command()
@click.option(
    "--pdf", "file", type=click.Path(path_type=Path, dir_okay=False), help="The file to write."
)
@edition_option
@click.option("--school", metavar="ID", help="The edition of a school: short for school:ID.")
@today_option
@workers_option
@wait_option
def handbook(  # noqa: PLR0917 - click hands options over by keyword
    file: Path | None,
    edition: str | None,
    school: str | None,
    today: str | None,
    workers: int | None,
    wait: int | None,
) -> None:
    """Print the handbook of an edition as one PDF.

    It builds the edition, and lays its handbook out on A4: cover, contents, running heads, page
    numbers. Codes to scan lead to the published site, so they need `site_url` in mkdocs.yml. If
    the bank has errors, nothing is printed.
    """
    if file is None:
        raise click.UsageError("Say where the PDF goes: --pdf FILE.")
    if edition and school:
        raise click.UsageError("Give --edition or --school, not both.")
    try:
        require_program()
    except PrintError as error:
        raise click.UsageError(str(error)) from error
    settings = settings_of(f"school:{school}" if school else edition, today, workers)
    _print(_Printer(settings, wait), file)


class _Printer:
    """Builds a site of the edition, which is removed after the handbook was printed."""

    def __init__(self, settings: Settings, wait: int | None) -> None:
        name = (settings.edition or "default").replace(":", "-")
        self.settings, self.wait = settings, wait
        self.site = settings.root / "build" / "print" / name
        self.library: Library

    def build(self) -> None:
        own = self.settings
        values = {"edition": own.edition, "today": own.today.isoformat()}
        plugin = {**values, "workers": own.workers, "wait": self.wait}
        try:
            self.library = self._built(plugin).bank.library
        except BuildFailedError as error:
            raise click.ClickException(f"{error} No handbook was printed.") from error

    def _built(self, plugin: Mapping[str, object]) -> Built:
        with watching() as listener:
            return build_site(
                self.settings.root / CONFIG,
                plugin,
                listener,
                today=self.settings.today,
                tell=partial(click.echo, err=True),
                strict=False,
                site_dir=self.site,
                refuse=partial(_refuse, self.settings.root),
                renditions=Renditions(),
            )

    def clear(self) -> None:
        """Remove the site, so that nothing is left to withdraw."""
        shutil.rmtree(self.site, ignore_errors=True)
        manifest_path(self.site).unlink(missing_ok=True)

    @property
    def sheet(self) -> Sheet:
        trust = self.library.bank.trust
        audience = self.library.edition.audience_in(self.library.bank)
        name = audience.name if audience else trust.name
        with speaking(translations(trust.language)):
            title = _("%(name)s: Handbook", name=name)
        return Sheet(title, trust.name, trust.language, self.library.published)


def _refuse(root: Path) -> None:
    try:
        refuse_irregular(root)
    except click.ClickException as error:
        raise BuildFailedError(error.message) from error


def _print(printer: _Printer, file: Path) -> None:
    try:
        printer.build()
        made = handbook_pdf(printer.site, printer.sheet)
        write_bytes(file.absolute(), made)
    except PrintError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(describe_os_error(error)) from error
    finally:
        printer.clear()
    _report(printer.library, file, len(made))


def _report(library: Library, file: Path, size: int) -> None:
    click.echo(f"Printed the edition {library.edition}: {file}, {in_words(size)}.")
    if not library.published:
        click.echo(_NO_ADDRESS)
    review = library.bank.trust.handbook.review_on
    if review and review < library.today:
        click.echo(f"The handbook was to be reviewed by {review}.", err=True)


_NO_ADDRESS = (
    "It has no codes to scan, because the address of the published site is not known. Set"
    " `site_url` in mkdocs.yml."
)
