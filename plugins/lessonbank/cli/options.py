"""Options shared by several commands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from lessonbank.cli.findings import show
from lessonbank.cli.project import find_root
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.settings import Settings, build_date, edition_asked
from lessonbank.compiler.types import installed_types
from lessonbank.content.footage import MEDIA
from lessonbank.content.irregular import irregular_in_project
from lessonbank.content.layout import CONTENT
from lessonbank.content.lock import LOCK
from lessonbank.content.mkdocs_yml.engine import engine_findings
from lessonbank.content.mkdocs_yml.findings import settings_findings
from lessonbank.content.yaml_scene import YamlError
from lessonbank.ffmpeg.errors import FfmpegError
from lessonbank.files.locks import Holder
from lessonbank.files.os_errors import describe_os_error

edition_option = click.option(
    "--edition", metavar="NAME", help="public, trust, school:<id> or named:<id>."
)
today_option = click.option(
    "--today", metavar="DATE", help="The day of the build, such as 2026-11-21."
)
workers_option = click.option("--workers", type=click.IntRange(1, 64), help="Encodings at a time.")
_PATIENCE = 600
wait_option = click.option(
    "--wait",
    type=click.IntRange(0, 86_400),
    metavar="SECONDS",
    help=f"Seconds to wait for another process; {_PATIENCE} by default.",
)


def patience(wait: int | None) -> int:
    """Return the seconds to wait, or the default."""
    return _PATIENCE if wait is None else wait


def waits(holder: Holder | None) -> None:
    """Print which process must end first."""
    click.echo(f"Waiting for {holder or 'another process'}.", err=True)


def settings_of(
    edition: str | None = None, today: str | None = None, workers: int | None = None
) -> Settings:
    """Return the settings of the project here. Raise ClickException."""
    try:
        day = build_date(today, os.environ)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    asked = edition or edition_asked(os.environ)
    return Settings(find_root(), day, asked, workers, installed_types())


def root_for_mkdocs() -> Path:
    """Return the project's folder. Raise ClickException if a file that MkDocs reads is a link."""
    root = find_root()
    refuse_irregular(root)
    return root


def refuse_irregular(root: Path) -> None:
    """Raise ClickException if mkdocs.yml or a template is a link or faulty."""
    found = engine_findings(root) or irregular_in_project(root, (LOCK, CONTENT, MEDIA))
    if found := (*found,) or settings_findings(root):
        show(found)
        raise click.ClickException("Nothing was built.")


@contextmanager
def failures_in_words() -> Iterator[None]:
    """Print the findings that stop a command, then raise ClickException."""
    try:
        yield
    except CompileError as error:
        if error.diagnostics:
            show(error.diagnostics)
        raise click.ClickException(str(error)) from error
    except FfmpegError as error:
        raise click.ClickException(f"{error.message} {error.fix}") from error
    except YamlError as error:
        fault = error.faults[0]
        raise click.ClickException(f"Nothing was written: {fault.message}. {fault.fix}") from error
    except OSError as error:
        raise click.ClickException(describe_os_error(error)) from error
