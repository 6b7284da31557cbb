"""`lessonbank clean`: copy a file without its hidden data."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from lessonbank.files import atomic
from lessonbank.sanitise import PICTURES, Kind, Trace, ending_of
from lessonbank.sanitise.clean import CannotCleanError
from lessonbank.sanitise.clean import clean as cleaned

_LARGEST = 200_000_000


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False), help="The copy.")
@click.option("--overwrite", is_flag=True, help="Replace FILE, or the file that --to names.")
def clean(file: Path, target: Path | None, overwrite: bool) -> None:  # noqa: FBT001 - by keyword
    """Write a copy of FILE without metadata, authors, scripts and attachments.

    FILE is a picture, an Office document, a PDF, an MP3 or a zip. What only a person can decide
    about, such as comments and hidden sheets, stays in the copy and is listed.
    """
    to = target or (file if overwrite else file.with_name(f"{file.stem}.clean{file.suffix}"))
    if not overwrite and (to.exists() or to.is_symlink()):
        raise click.ClickException(
            f"{to} is there already. Name another file with --to, or say --overwrite."
        )
    if not to.parent.is_dir():
        raise click.ClickException(f"There is no folder {to.parent}.")
    try:
        copy = cleaned(file.name, _read(file))
    except CannotCleanError as error:
        raise click.ClickException(f"{file} cannot be cleaned: {error}.") from error
    if copy.ending not in {ending_of(to.name), ending_of(to.name).replace("jpeg", "jpg")}:
        raise click.ClickException(
            f"The copy is a {copy.ending} file. Name it so: --to {to.with_suffix(copy.ending)}."
        )
    if copy.taken or copy.ending in PICTURES:
        _write(to, copy.data)
        _tell("Took out", copy.taken)
        click.echo(f"Wrote {to}.")
    else:
        click.echo(f"There is nothing to take out of {file}. Nothing was written.")
    _tell("Still in it", copy.left)
    if any(trace.kind not in {Kind.NOTES, Kind.UNKNOWN} for trace in copy.left):
        click.echo("Take the rest out in the program that made the file.", err=True)
        sys.exit(1)


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LARGEST:
            raise CannotCleanError("it has more than 200 MB")
        return file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}.") from error


def _write(path: Path, data: bytes) -> None:
    try:
        atomic.write_bytes(path, data)
        path.chmod(0o644)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error


def _tell(what: str, traces: Iterable[Trace]) -> None:
    """List what each part had or still has, without names."""
    parts: dict[str, list[str]] = {}
    for trace in traces:
        parts.setdefault(trace.what, []).append(trace.inner or "the file itself")
    for noun, inner in parts.items():
        click.echo(f"{what}: {noun} ({', '.join(inner)})")
