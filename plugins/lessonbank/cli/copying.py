"""Show how far a copy is: a bar on a terminal, lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from lessonbank.cli.size import in_words

_PAUSE = 10.0
"""Seconds between lines."""
_MINUTE = 60


@contextmanager
def counting(verb: str, total: int) -> Iterator[Callable[[int], None]]:
    """Yield a function that is called with the bytes of each piece."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines(verb, total)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as progress:
        task = progress.add_task(verb, total=total)
        yield lambda count: progress.advance(task, count)


class _Lines:
    """Says now and then how much is done and how long the rest takes at this speed."""

    def __init__(self, verb: str, total: int) -> None:
        self._verb, self._total, self._done = verb, total, 0
        self._begun = self._told = time.monotonic()

    def __call__(self, count: int) -> None:
        self._done += count
        now = time.monotonic()
        if now - self._told >= _PAUSE:
            self._told = now
            left = (now - self._begun) * (self._total - self._done) / max(self._done, 1)
            share = f"{in_words(self._done)} of {in_words(self._total)}"
            click.echo(f"{self._verb}: {share}, {_long(left)} left.", err=True)


def _long(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} seconds"
    return f"{seconds / _MINUTE:.0f} minutes"
