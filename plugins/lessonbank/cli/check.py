"""`lessonbank check`: mistakes in the content."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import click

from lessonbank.cli.findings import FORMS, Form, show
from lessonbank.cli.options import failures_in_words, settings_of, today_option
from lessonbank.compiler.project import read_project
from lessonbank.compiler.settings import Settings
from lessonbank.content import (
    UnknownRevisionError,
    changed_files,
    compare,
    read_bank,
    read_revision,
)
from lessonbank.content.mkdocs_yml.engine import engine_findings
from lessonbank.diagnostics import Diagnostic, Severity


@click.command()
@click.option("--format", "form", type=click.Choice(FORMS), default="auto", show_default=True)
@click.option("--against", metavar="REVISION", help="Compare with a git revision too.")
@today_option
@click.option("--strict", is_flag=True, help="Warnings fail the check too.")
def check(
    form: Form,
    against: str | None,
    today: str | None,
    strict: bool,  # noqa: FBT001 - click hands options over by keyword
) -> None:
    """Find mistakes in the content without building."""
    settings = settings_of(today=today)
    try:
        with failures_in_words():
            outcome = _check(settings, against)
    except UnknownRevisionError as error:
        raise click.ClickException(f"Git cannot tell about '{against}': {error}") from error
    show(outcome.found, form, outcome.changed)
    sys.exit(1 if any(strict or d.severity is Severity.ERROR for d in outcome.found) else 0)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Findings, and the files that differ from a revision."""

    found: Sequence[Diagnostic]
    changed: frozenset[str] = frozenset()


def _check(settings: Settings, against: str | None) -> _Outcome:
    root, installed = settings.root, settings.installed
    if refused := engine_findings(root):  # This version may misread everything else.
        return _Outcome(refused)
    if installed.faults:  # Nobody knows how to read the files of these types.
        return _Outcome(installed.faults)
    loaded = read_project(root, settings.today, installed.types)
    if against is None:
        return _Outcome(loaded.diagnostics)
    before = read_bank(read_revision(root, against), installed.types.models)
    found = [*loaded.diagnostics, *compare(before, loaded)]
    return _Outcome(found, changed_files(root, against))
