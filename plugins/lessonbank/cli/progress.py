"""Show progress: bars on a terminal, lines elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from lessonbank.media.settling import (
    Event,
    JobFailed,
    JobFinished,
    JobProgress,
    JobStarted,
    Listener,
)


@contextmanager
def watching() -> Iterator[Listener]:
    """Yield a listener for a build."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _say
        return
    with _progress(console) as progress:
        yield _Bars(progress)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True)


def beside() -> Listener:
    """Return a listener for background work, with a bar only while it runs."""
    console = Console(stderr=True)
    return _Bar(console) if console.is_terminal else _say


def _say(event: Event) -> None:
    match event:
        case JobStarted() if event.program:
            click.echo(f"Encoding with ffmpeg {event.program}", err=True)
        case JobFinished():
            click.echo(f"Encoded {event.id}", err=True)


class _Bars:
    """A bar for each clip in progress, and one for all."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._all = progress.add_task("All clips", total=0)
        self._bars: dict[str, TaskID] = {}

    def __call__(self, event: Event) -> None:
        match event:
            case JobStarted():
                if event.program:
                    self._progress.console.print(f"Encoding with ffmpeg {event.program}")
                self._bars[event.id] = self._progress.add_task(event.id, total=1.0)
            case JobProgress():
                self._progress.update(self._bars[event.id], completed=event.fraction)
            case JobFinished() | JobFailed():
                self._progress.remove_task(self._bars.pop(event.id))
                self._progress.advance(self._all)


class _Bar:
    """A bar for the one clip in progress."""

    def __init__(self, console: Console) -> None:
        self._progress = _progress(console)

    def __call__(self, event: Event) -> None:
        match event:
            case JobStarted():
                self._task = self._progress.add_task(event.id, total=1.0)
                self._progress.start()
            case JobProgress():
                self._progress.update(self._task, completed=event.fraction)
            case JobFinished() | JobFailed():
                self._progress.remove_task(self._task)
                self._progress.stop()
                _say(event)
