"""Print findings for a terminal, a log, GitHub or a program."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Literal, TextIO

import click

from lessonbank.diagnostics import Diagnostic
from lessonbank.diagnostics.render import (
    as_json,
    github,
    github_summary,
    plain,
    summary,
)

Form = Literal["auto", "terminal", "plain", "github", "json"]
_SAYS_TERMINAL = frozenset({"FORCE_COLOR", "TTY_COMPATIBLE"})
"""Variables that make Rich treat a pipe as a terminal."""
FORMS: tuple[Form, ...] = ("auto", "terminal", "plain", "github", "json")


def show(
    diagnostics: Sequence[Diagnostic], form: Form = "auto", changed: Collection[str] = ()
) -> None:
    """Print all findings and how many there are. `changed` are the paths of a pull request."""
    match form if form != "auto" else _suitable():
        case "json":
            click.echo(as_json(diagnostics), nl=False)
        case "github":
            click.echo(github(diagnostics, changed), nl=False)
            click.echo(f"{summary(diagnostics)}.")
            _append_to_step_summary(github_summary(diagnostics))
        case "terminal":
            from lessonbank.cli.drawings import draw  # noqa: PLC0415 - Rich is slow to load

            draw(diagnostics)
            click.echo(f"{summary(diagnostics)}.")
        case _:
            click.echo("".join(f"{part}\n\n" for part in [plain(diagnostics)] if part), nl=False)
            click.echo(f"{summary(diagnostics)}.")


def _suitable() -> Form:
    """Choose annotations on GitHub, drawings on a terminal, else sentences."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "terminal" if _is_terminal() else "plain"


def _is_terminal() -> bool:
    """Ask Rich whether it may draw, unless the output is certainly no terminal."""
    out: TextIO | None = sys.stdout  # A program without a console has none.
    if out is None or not (out.isatty() or _SAYS_TERMINAL & os.environ.keys()):
        return False
    from rich.console import Console  # noqa: PLC0415 - Rich is slow to load

    return Console().is_terminal


def _append_to_step_summary(markdown: str) -> None:
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(markdown)
