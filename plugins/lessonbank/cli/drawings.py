"""Findings, drawn on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from lessonbank.diagnostics import Diagnostic
from lessonbank.diagnostics.render.terminal import terminal


def draw(diagnostics: Sequence[Diagnostic]) -> None:
    """Print the findings with the lines they are about, in colours."""
    console = Console(highlight=False)
    console.print(terminal(diagnostics, width=console.width))
