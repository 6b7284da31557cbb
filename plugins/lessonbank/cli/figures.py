"""`lessonbank figures`: count what a session of the workbench marked, without a browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from lessonbank.bank import TaggingSession
from lessonbank.bank.figures import agreement, figures
from lessonbank.cli.findings import show
from lessonbank.exchange import TaggingError, read_taggings
from lessonbank.sheets import csv_bytes

Row = tuple[object, ...]
_COUNTS = ("tag", "times", "share of the time in %", "mean in s", "longest in s", "first in s")
_FOLLOWS = ("after", "comes", "times")
_AGREES = ("tag", "here", "in the other", "matches", "share in %", "kappa")


@click.command("figures")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--with", "other", type=click.Path(path_type=Path), help="Another session file.")
@click.option(
    "--within", type=click.FloatRange(0, 60), default=2, help="Seconds in which marks match."
)
def figures_(file: Path, other: Path | None, within: float) -> None:
    """Count what a session of the workbench marked, as tables of CSV.

    FILE is a session file. Of several sessions the last is taken. With a second file, the tables
    say how far the two agree. Nothing is scored.
    """
    session = _session(file)
    click.echo("\n".join(_figures(session)), nl=False)
    if other is not None:
        click.echo("\n" + _agreement(session, _session(other), within), nl=False)


def _session(file: Path) -> TaggingSession:
    """Return the last session of a file. Raise ClickException."""
    try:
        return read_taggings(file).sessions[-1]
    except TaggingError as error:
        show(error.diagnostics)
        raise click.ClickException(f"{file.name} cannot be read.") from error


def _figures(session: TaggingSession) -> tuple[str, str]:
    found = figures(session.intervals, session.whole)
    counts: list[Row] = [
        (
            *(session.label(of.statistics.tag), of.statistics.count, of.statistics.share),
            *(of.mean, of.statistics.longest, of.statistics.first),
        )
        for of in found.tags
    ]
    follows: list[Row] = [
        (session.label(each.before), session.label(each.after), each.count)
        for each in found.transitions
    ]
    return _table(_COUNTS, counts), _table(_FOLLOWS, follows)


def _agreement(one: TaggingSession, other: TaggingSession, within: float) -> str:
    length = max(one.whole, other.whole)
    found = agreement(one.intervals, other.intervals, length, within)
    names = {tag.id: tag.label for session in (other, one) for tag in session.tags}
    rows: list[Row] = [
        (
            names[of.tag],
            of.one,
            of.other,
            of.matches,
            of.share,
            "" if of.kappa is None else of.kappa,
        )
        for of in found
    ]
    return _table(_AGREES, rows)


def _table(head: Sequence[str], rows: Sequence[Row]) -> str:
    """Return rows as CSV."""
    return csv_bytes(head, rows).decode("utf-8-sig").replace("\r\n", "\n")
