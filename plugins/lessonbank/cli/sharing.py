"""Share made media: `lessonbank media --push`, `--pull` and `--publish`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from lessonbank.cli.copying import counting
from lessonbank.cli.size import counted, in_words
from lessonbank.compiler.places import opened, read_places
from lessonbank.compiler.settings import Settings
from lessonbank.compiler.sharing import Counting, Shared, publish_media, pull_media, push_media
from lessonbank.files.locks import BusyError
from lessonbank.remote import Place, RemoteError

_AGAIN = "Run the same command again: it goes on where it stopped."


def push(settings: Settings) -> None:
    """Copy made media to the shared store."""
    place, shared = _shared(settings, "store", push_media)
    click.echo(f"Pushed to {place.shown}: {_extent(shared)}.")
    if shared.unmade:
        click.echo(f"Not made here, so not pushed: {', '.join(shared.unmade)}.")
        click.echo("Run `lessonbank media` where the recordings are, then push again.")
    _end(shared, is_whole=not shared.unmade)


def pull(settings: Settings) -> None:
    """Copy made media from the shared store."""
    place, shared = _shared(settings, "store", pull_media)
    click.echo(f"Pulled from {place.shown}: {_extent(shared)}.")
    if shared.unmade:
        click.echo(f"Neither here nor in the store: {', '.join(shared.unmade)}.")
        click.echo("Run `lessonbank media --push` where the recordings are.")
    _end(shared, is_whole=True)


def publish(settings: Settings) -> None:
    """Copy films to where pages load them from."""
    place, shared = _shared(settings, "media_store", publish_media)
    click.echo(f"Published at {place.shown}: {_extent(shared)}.")
    for name in shared.gone:
        click.echo(f"Deleted there, for the edition does not show it: {name}")
    if shared.kept:
        click.echo(f"{place.shown} does not let you delete what the edition does not show:")
        for name in shared.kept:
            click.echo(f"  {name}")
    if shared.unmade:
        click.echo(f"Not made here, so not published: {', '.join(shared.unmade)}.")
        click.echo("Run `lessonbank media` or `lessonbank media --pull`, then publish again.")
    _end(shared, is_whole=not (shared.unmade or shared.kept))


def _shared(
    settings: Settings, name: str, share: Callable[[Settings, Place, Counting], Shared]
) -> tuple[Place, Shared]:
    with _in_words():
        written = getattr(read_places(settings.root, os.environ), name)
        place = opened(written, name, settings.root)
        return place, share(settings, place, counting)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except RemoteError as error:
        raise click.ClickException(str(error)) from error
    except BusyError as error:
        raise click.ClickException(f"Nothing was copied: {error}.") from error
    except KeyboardInterrupt as error:
        click.echo(f"Stopped. {_AGAIN}", err=True)
        raise click.Abort from error


def _extent(shared: Shared) -> str:
    return f"{counted(shared.files, 'file')}, {in_words(shared.bytes)}"


def _end(shared: Shared, *, is_whole: bool) -> None:
    for each in shared.damaged:
        click.echo(f"Left out: {each.name}: {each.why}.")
    if shared.damaged:
        click.echo("`lessonbank purge` deletes damaged files of the store. Then push them again.")
    sys.exit(0 if is_whole and not shared.damaged else 1)
