"""`lessonbank import` and `export`: spreadsheets, the register and CASE packages."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lessonbank.cli.findings import show
from lessonbank.cli.options import failures_in_words
from lessonbank.cli.project import find_root
from lessonbank.cli.size import counted
from lessonbank.content import Folder, Reading, read_bank
from lessonbank.content.irregular import IRREGULAR_CODES
from lessonbank.content.mkdocs_yml.engine import engine_findings
from lessonbank.diagnostics import Severity
from lessonbank.exchange import (
    Change,
    Plan,
    plan_framework,
    plan_schools,
    plan_sessions,
    sessions_csv,
    sessions_xlsx,
    write_changes,
)
from lessonbank.files import atomic
from lessonbank.files.os_errors import describe_os_error
from lessonbank.sheets import SheetError

_file = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
_dry_run = click.option("--dry-run", is_flag=True, help="Only show what would change.")


@click.group("import")
def import_() -> None:
    """Import files of other programs into content/, or list their mistakes.

    Nothing is written while there are mistakes. Nothing is ever deleted.
    """


@import_.command("sessions")
@_file
@click.option("--sheet", "sheets", multiple=True, help="Only the sheet of this name; repeatable.")
@_dry_run
def sessions(file: Path, sheets: tuple[str, ...], dry_run: bool) -> None:  # noqa: FBT001 - by keyword
    """Import sessions from a spreadsheet (.xlsx or .csv) into content/sessions/."""
    root, reading = _bank()
    _carry_out(root, plan_sessions(reading, file, sheets), "session", dry=dry_run)


@import_.command("schools")
@_file
@click.option("--urn", "urns", multiple=True, metavar="URN", help="A school; repeatable.")
@click.option("--trust", metavar="NAME", help="All open schools of a trust, by name or UID.")
@_dry_run
def schools(file: Path, urns: tuple[str, ...], trust: str | None, dry_run: bool) -> None:  # noqa: FBT001 - by keyword
    """Import schools from the national register's CSV (GIAS) into content/schools/."""
    if not urns and trust is None:
        raise click.UsageError("Say which schools: --urn 999001, or --trust with a name or a UID.")
    root, reading = _bank()
    _carry_out(root, plan_schools(reading, file, urns, trust), "school", dry=dry_run)


@import_.command("framework")
@_file
@click.option("--id", "id_", metavar="ID", help="Its id in the bank.")
@_dry_run
def framework(file: Path, id_: str | None, dry_run: bool) -> None:  # noqa: FBT001 - by keyword
    """Import a framework from a CASE package (.json) into content/frameworks/."""
    root, reading = _bank()
    _carry_out(root, plan_framework(reading, file, id_), "framework", "statement", dry=dry_run)


@click.group()
def export() -> None:
    """Export content/ to files of other programs."""


@export.command("sessions")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_sessions(file: Path) -> None:
    """Export all sessions to a spreadsheet (.xlsx or .csv), to edit and import again."""
    writers = {".xlsx": sessions_xlsx, ".csv": sessions_csv}
    write = writers.get(file.suffix.lower())
    if write is None:
        raise click.UsageError(f"'{file.name}' must end with .xlsx or .csv.")
    if not file.parent.is_dir():
        raise click.ClickException(f"There is no folder {file.parent}.")
    _, reading = _bank()
    _refuse_broken(reading)
    try:
        atomic.write_bytes(file, write(reading.bank))
    except SheetError as error:
        raise click.ClickException(f"{error.message}. {error.fix}") from error
    except OSError as error:
        raise click.ClickException(describe_os_error(error)) from error
    count = counted(len(reading.bank.items["session"]), "session")
    click.echo(f"Wrote {count} to {file}.")


def _bank() -> tuple[Path, Reading]:
    root = find_root()
    reading = read_bank(Folder(root))
    irregular = [found for found in reading.diagnostics if found.code in IRREGULAR_CODES]
    if refused := engine_findings(root) or irregular:
        show(refused)
        raise click.ClickException("Nothing was changed.")
    return root, reading


def _refuse_broken(reading: Reading) -> None:
    """Refuse a bank with faulty sessions, because the sheet would lack them."""
    broken = [
        each
        for each in reading.diagnostics
        if each.path.startswith("content/sessions/") and each.severity is Severity.ERROR
    ]
    if broken:
        show(broken)
        raise click.ClickException("Nothing was written.")


def _carry_out(root: Path, plan: Plan, what: str, part: str | None = None, *, dry: bool) -> None:
    """Print the plan; carry it out unless it has errors or is a dry run."""
    if plan.findings:
        show(plan.findings)
    if plan.has_errors:
        click.echo("Nothing was changed.", err=True)
        sys.exit(1)
    for change in plan.changes:
        _tell(change)
    if not dry:
        with failures_in_words():
            write_changes(root, plan.changes)
    click.echo(_sum(plan, what, dry=dry))
    for note in plan.notes:
        click.echo(note)
    if plan.absent:
        count = counted(len(plan.absent), part or what)
        click.echo(f"In the bank and not in the file, kept: {count}, {', '.join(plan.absent)}.")


def _tell(change: Change) -> None:
    click.echo(f"{'+' if change.is_new else '~'} {change.path}")
    for field in change.fields:
        if change.is_new:
            click.echo(f"    {field.name}: {field.after}")
        else:
            click.echo(f"    {field.name}: {field.before or '(none)'} -> {field.after or '(none)'}")


def _sum(plan: Plan, what: str, *, dry: bool) -> str:
    new = sum(change.is_new for change in plan.changes)
    would = "would be " if dry else ""
    changed = len(plan.changes) - new
    return (
        f"{counted(new, f'new {what}')} {would}added, {changed} {would}changed,"
        f" {plan.same} as {'it was' if plan.same == 1 else 'they were'}."
    )
