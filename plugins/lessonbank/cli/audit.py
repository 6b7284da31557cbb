"""`lessonbank audit` and `find`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import click

from lessonbank.bank import Bank, Item
from lessonbank.cli.options import edition_option, failures_in_words, settings_of, today_option
from lessonbank.cli.size import counted
from lessonbank.compiler.compile import read_whole
from lessonbank.compiler.records import find_reference, read_edition, rows_of, write_audit
from lessonbank.compiler.settings import Settings
from lessonbank.editions import every_edition
from lessonbank.outputs import Row, Trace, upcoming


class Days(click.ParamType[int]):
    """A number of days, with or without the letter d."""

    name = "DAYS"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        text = str(value).removesuffix("d")
        if not text.isascii() or not text.isdigit():
            self.fail(f"'{value}' is not a number of days: write it as 30d", param, ctx)
        return min(int(text), 36_500)


@click.command()
@edition_option
@today_option
@click.option(
    "--within", type=Days(), help="Only items that end or are due for review within: 30d."
)
def audit(edition: str | None, today: str | None, within: int | None) -> None:
    """Say whether an edition shows each item, and why.

    The whole audit goes into build/audit, as a table and a page, never into a site.
    """
    settings = settings_of(edition, today)
    with failures_in_words():
        compilation = read_edition(settings)
        rows = rows_of(compilation)
        if within is not None:
            _tell_upcoming(rows, settings.today, within)
            return
        files = write_audit(compilation, rows, settings.audit)
    name = compilation.admission.occasion.edition
    click.echo(f"The edition {name} as of {settings.today}:")
    for row in rows:
        click.echo(_line(row))
    shown = sum(row.shown for row in rows)
    click.echo(f"{shown} of {counted(len(rows), 'item')} shown. The audit is {files.html}")
    click.echo(f"and, for a spreadsheet, {files.csv}.")


def _line(row: Row) -> str:
    under = f" [{', '.join(row.references)}]" if row.references else ""
    if row.shown:
        until = f", until {row.expires_on}" if row.expires_on else ""
        return f"  shown      {row.kind} {row.id}{until}{under}"
    return f"  not shown  {row.kind} {row.id}: {row.reason}{under}"


def _tell_upcoming(rows: Sequence[Row], today: date, within: int) -> None:
    due = upcoming(rows, today, within)
    for each in due:
        word = "expires" if each.what == "expires" else "is due for review"
        click.echo(f"{each.on}  {word}:")
        for row in each.rows:
            click.echo(f"    {row.kind} {row.id} [{', '.join(row.references)}]")
    if not due:
        click.echo(f"Nothing shown expires or is due for review within {counted(within, 'day')}.")


@click.command()
@click.option("--ref", "reference", required=True, metavar="REF", help="A permission's reference.")
@today_option
def find(reference: str, today: str | None) -> None:
    """List everything under one permission, for an access or erasure request."""
    settings = settings_of(None, today)
    with failures_in_words():
        bank = read_whole(settings).records.bank
        found = find_reference(bank, reference)
        shown = _shown_in(settings, bank)
    _tell(found, shown)


def _shown_in(settings: Settings, bank: Bank) -> dict[str, tuple[Row, ...]]:
    """Return the audit of every edition."""
    editions = (replace(settings, edition=str(each)) for each in every_edition(bank))
    return {
        str(each.edition): tuple(row for row in rows_of(read_edition(each)) if row.shown)
        for each in editions
    }


def _tell(found: Trace, shown: dict[str, tuple[Row, ...]]) -> None:
    permission = found.permission
    click.echo(f"Permission {permission.id}: {permission.state}, until {permission.expires_on}.")
    _list("Only with it", [_called(item) for item in found.governed])
    _list("Naming these", [_called(item) for item in found.naming])
    _list("Files in media/", found.media)
    _list("Files in content/resources/", found.resources)
    keys = {(item.kind, item.id) for item in found.governed}
    for edition, rows in shown.items():
        outputs = [output for row in rows if (row.kind, row.id) in keys for output in row.outputs]
        _list(f"In the edition {edition}", outputs)


def _called(item: Item) -> str:
    return f"{item.kind} {item.id}" + (f": {item.label}" if item.label != item.id else "")


def _list(heading: str, lines: Sequence[str]) -> None:
    click.echo(f"{heading}: {'' if lines else 'nothing'}".rstrip())
    for line in lines:
        click.echo(f"    {line}")
