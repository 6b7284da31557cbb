"""`lessonbank media`: encode what is missing, say what would be, or lock recordings' facts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

import click

from lessonbank.cli import sharing
from lessonbank.cli.findings import show
from lessonbank.cli.media_plan import PLAN_FORMS, PlanForm, ShardParam, show_plan
from lessonbank.cli.options import (
    edition_option,
    failures_in_words,
    settings_of,
    today_option,
    workers_option,
)
from lessonbank.cli.progress import watching
from lessonbank.cli.size import counted
from lessonbank.compiler.compile import make_media, media_plan
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.locking import lock_project
from lessonbank.compiler.project import read_project
from lessonbank.compiler.settings import Settings
from lessonbank.content.lock import Update
from lessonbank.files.pointers import FETCH
from lessonbank.media.cluster import cluster
from lessonbank.media.shards import MOST, Shard

_LEFT_OUT = 3
"""The exit code if some clips cannot be made."""


@click.command()
@click.option("--explain", is_flag=True, help="Only list what would be encoded, and why.")
@click.option("--lock", is_flag=True, help="Only update media.lock.")
@click.option("--pull", is_flag=True, help="Only copy made media from the shared store.")
@click.option("--push", is_flag=True, help="Only copy made media to the shared store.")
@click.option("--publish", is_flag=True, help="Only copy films to where pages load them from.")
@click.option("--plan", is_flag=True, help="Only list what is left to encode, and how much it is.")
@click.option(
    "--format",
    "form",
    type=click.Choice(PLAN_FORMS),
    help="How --plan writes: text by default; matrix is for workflows of GitHub.",
)
@click.option(
    "--shards",
    type=click.IntRange(1, MOST),
    help="The most parts that --plan divides the work into; 1 by default.",
)
@click.option("--shard", type=ShardParam(), help="Encode one part of the work, such as 2/4.")
@click.option("--on", metavar="ADDRESS", help="Encode on a Dask cluster: dask://HOST:PORT.")
@edition_option
@today_option
@workers_option
def media(  # noqa: PLR0917 - click hands options over by keyword
    explain: bool,  # noqa: FBT001 - the same
    lock: bool,  # noqa: FBT001
    pull: bool,  # noqa: FBT001
    push: bool,  # noqa: FBT001
    publish: bool,  # noqa: FBT001
    plan: bool,  # noqa: FBT001
    form: PlanForm | None,
    shards: int | None,
    shard: Shard | None,
    on: str | None,
    edition: str | None,
    today: str | None,
    workers: int | None,
) -> None:
    """Encode the missing media of an edition.

    The parts of the work are the same on every machine, and the folders .cache/media of several
    machines merge by copying. Exit code 3: some clips cannot be made, and all others are there.

    --pull, --push and --publish use the places that mkdocs.yml or the environment names.
    """
    works: dict[str, tuple[bool, Callable[[Settings], None]]] = {
        "--explain": (explain, _explain),
        "--lock": (lock, _lock),
        "--plan": (plan, partial(show_plan, form=form or "text", most=shards or 1)),
        "--pull": (pull, sharing.pull),
        "--push": (push, sharing.push),
        "--publish": (publish, sharing.publish),
    }
    asked = [work for is_asked, work in works.values() if is_asked]
    if len(asked) + bool(shard or on) > 1:
        *others, last = works
        raise click.UsageError(f"Choose one of {', '.join(others)} and {last}, or encode.")
    if (form or shards) and not plan:
        raise click.UsageError("--format and --shards belong to --plan.")
    if on and workers:
        raise click.UsageError("--workers is for this machine: a cluster has its own.")
    with failures_in_words():
        work = asked[0] if asked else partial(_encode, shard=shard, on=on)
        work(settings_of(edition, today, workers))


def _explain(settings: Settings) -> None:
    plan = media_plan(settings)
    reasons = list(plan.reasons())
    for clip, step, reason in reasons:
        click.echo(f"{clip}: {step}: {reason}")
    waiting = len({clip for clip, _, _ in reasons})
    click.echo(f"{waiting} of {counted(len(plan.clips), 'clip')} to make.")


def _encode(settings: Settings, shard: Shard | None, on: str | None) -> None:
    with ExitStack() as ending:
        pool = ending.enter_context(cluster(on, settings.store)) if on else None
        listener = ending.enter_context(watching())
        made = make_media(settings, listener, shard=shard, pool=pool)
    click.echo(f"The media of {counted(len(made.clips), 'clip')} is in {settings.store}.")
    if made.failures:
        show(made.failures)
        sys.exit(_LEFT_OUT)


def _lock(settings: Settings) -> None:
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
