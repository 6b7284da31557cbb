"""`lessonbank media`: encode what is missing, say what would be, or lock recordings' facts."""

from __future__ import annotations

import sys

import click

from lessonbank.cli import sharing
from lessonbank.cli.options import (
    edition_option,
    failures_in_words,
    settings_of,
    today_option,
    workers_option,
)
from lessonbank.cli.progress import watching
from lessonbank.cli.size import counted
from lessonbank.compiler.compile import compile_bank, media_plan
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.locking import lock_project
from lessonbank.compiler.project import read_project
from lessonbank.compiler.settings import Settings
from lessonbank.content.lock import Update
from lessonbank.files.pointers import FETCH


@click.command()
@click.option("--explain", is_flag=True, help="Only list what would be encoded, and why.")
@click.option("--lock", is_flag=True, help="Only update media.lock.")
@click.option("--pull", is_flag=True, help="Only copy made media from the shared store.")
@click.option("--push", is_flag=True, help="Only copy made media to the shared store.")
@click.option("--publish", is_flag=True, help="Only copy films to where pages load them from.")
@edition_option
@today_option
@workers_option
def media(  # noqa: PLR0917 - click hands options over by keyword
    explain: bool,  # noqa: FBT001 - the same
    lock: bool,  # noqa: FBT001
    pull: bool,  # noqa: FBT001
    push: bool,  # noqa: FBT001
    publish: bool,  # noqa: FBT001
    edition: str | None,
    today: str | None,
    workers: int | None,
) -> None:
    """Encode the missing media of an edition.

    --pull, --push and --publish use the places that mkdocs.yml or the environment names.
    """
    parts = {_explain: explain, sharing.pull: pull, sharing.push: push, sharing.publish: publish}
    chosen = [part for part, is_asked in parts.items() if is_asked]
    if len(chosen) + lock > 1:
        raise click.UsageError("Say one of --explain, --lock, --pull, --push and --publish.")
    with failures_in_words():
        if lock:
            _lock()
        else:
            (*chosen, _encode)[0](settings_of(edition, today, workers))


def _explain(settings: Settings) -> None:
    plan = media_plan(settings)
    reasons = list(plan.reasons())
    for clip, step, reason in reasons:
        click.echo(f"{clip}: {step}: {reason}")
    waiting = len({clip for clip, _, _ in reasons})
    click.echo(f"{waiting} of {counted(len(plan.clips), 'clip')} to make.")


def _encode(settings: Settings) -> None:
    with watching() as listener:
        library = compile_bank(settings, listener).library
    click.echo(f"The media of {counted(len(library.media), 'clip')} is in {settings.store}.")


def _lock() -> None:
    settings = settings_of()
    root, installed = settings.root, settings.installed
    if installed.faults:
        raise CompileError("A package cannot be used; nothing was locked.", installed.faults)
    loaded = read_project(root, types=installed.types)
    if loaded.irregular:
        raise CompileError("Nothing was locked.", loaded.irregular)
    update = lock_project(root, loaded.bank)
    _report(update)
    sys.exit(1 if update.absent or update.pointers or update.unreadable else 0)


def _report(update: Update) -> None:
    for word, paths in (
        ("Added", update.added),
        ("Changed", update.changed),
        ("Removed", update.removed),
        ("Not in media/", update.absent),
    ):
        for path in paths:
            click.echo(f"{word}: {path}")
    for path in update.pointers:
        click.echo(f"Only a pointer of Git LFS: {path}. {FETCH}")
    for path, error in update.unreadable.items():
        click.echo(f"Cannot be used: {path}: {error.message} {error.fix}")
    if not (update.added or update.changed or update.removed):
        click.echo("media.lock has nothing new to record.")
