"""`lessonbank check` and `lessonbank explain`: mistakes in the content, and what codes mean."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from lessonbank.cli.findings import FORMS, Form, show
from lessonbank.cli.project import find_root
from lessonbank.compiler import read_project
from lessonbank.content import (
    UnknownRevisionError,
    changed_files,
    compare,
    read_bank,
    read_revision,
)
from lessonbank.diagnostics import Diagnostic, Severity, explanation
from lessonbank.ffmpeg.errors import FfmpegError


@click.command()
@click.option("--format", "form", type=click.Choice(FORMS), default="auto", show_default=True)
@click.option("--against", metavar="REVISION", help="Compare ids with a git revision too.")
@click.option("--strict", is_flag=True, help="Warnings fail the check too.")
def check(form: Form, against: str | None, strict: bool) -> None:  # noqa: FBT001 - by keyword
    """Find mistakes in the content without building."""
    try:
        outcome = _check(find_root(), against)
    except UnknownRevisionError as error:
        raise click.ClickException(f"Git cannot tell about '{against}': {error}") from error
    except FfmpegError as error:
        raise click.ClickException(f"{error.message} {error.fix}") from error
    show(outcome.found, form, outcome.changed)
    sys.exit(1 if any(strict or d.severity is Severity.ERROR for d in outcome.found) else 0)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Findings, and the files that differ from the revision compared with."""

    found: Sequence[Diagnostic]
    changed: frozenset[str] = frozenset()


def _check(root: Path, against: str | None) -> _Outcome:
    loaded = read_project(root)
    if against is None:
        return _Outcome(loaded.diagnostics)
    before = read_bank(read_revision(root, against))
    found = [*loaded.diagnostics, *compare(before, loaded)]
    return _Outcome(found, changed_files(root, against))


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Say what CODE means and how to put it right."""
    try:
        click.echo(explanation(code))
    except KeyError as error:
        raise click.ClickException(f"There is no code '{code}'. They look like LB201.") from error
