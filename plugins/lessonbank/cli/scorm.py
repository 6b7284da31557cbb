"""`lessonbank scorm`: wrap clips and watch lists of a built site for a learning platform."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from lessonbank.cli.copying import counting
from lessonbank.cli.options import patience, settings_of, today_option, wait_option, waits
from lessonbank.cli.pack import told_in_words
from lessonbank.cli.pack_wish import label_of
from lessonbank.cli.size import counted, in_words
from lessonbank.compiler.settings import Settings
from lessonbank.files.staging import Staging
from lessonbank.packs import (
    LIMIT,
    LONGEST_DAYS,
    Choice,
    Facts,
    PackError,
    Part,
    choose,
    entry_of,
    facts_of,
    manifest_in,
    record,
    refuse_denied,
    scorm_parts,
    write_zip,
)
from lessonbank.takedown import live_manifest

_OPEN = "public"


@click.command()
@click.argument("items", metavar="CLIP_OR_WATCHLIST...", nargs=-1, required=True)
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=Path("build/site"),
    show_default=True,
    help="The built site.",
)
@click.option("--out", "file", type=click.Path(path_type=Path), required=True, help="The zip.")
@click.option("--label", help="Whom it is for: a school or group, not a person.")
@click.option(
    "--days",
    type=click.IntRange(1, LONGEST_DAYS),
    default=LONGEST_DAYS,
    show_default=True,
    help="The most days that it may be used.",
)
@today_option
@wait_option
def scorm(  # noqa: PLR0917 - click hands options over by keyword
    items: Sequence[str],
    site: Path,
    file: Path,
    label: str | None,
    days: int,
    today: str | None,
    wait: int | None,
) -> None:
    """Wrap clips and watch lists of a built site as a SCORM 1.2 package.

    The platform learns when a film was watched. The package expires with the first permission in
    it, and packs.json lists it, so that it can be asked back.
    """
    settings = settings_of(today=today)
    with told_in_words():
        named = label_of(label, None, is_preview=False)
        place = settings.root / site
        staging = Staging(place, "lessonbank scorm", wait=patience(wait), waiting=waits)
        try:
            staging.lock()
            whole = live_manifest(place)
            choice = choose(place, whole, items)
            models = settings.installed.types.models
            refuse_denied(choice, whole, settings.root, settings.today, models)
            facts = facts_of(choice.manifest, named, days)
            _write(settings, scorm_parts(place, choice, facts), facts, choice, file)
        finally:
            staging.discard()


def _write(
    settings: Settings, parts: Sequence[Part], facts: Facts, choice: Choice, file: Path
) -> None:
    """Count the package in the ledger, write it, and say what it is."""
    if facts.expires < settings.today:
        raise PackError(f"It would have expired on {facts.expires}. Build the site again.")
    total = sum(part.size for part in parts)
    if total > LIMIT // 2:
        raise PackError(
            f"It would have {in_words(total)}. Take fewer clips: a platform takes less."
        )
    former = manifest_in(file)
    is_same = former is not None and former.id == facts.id
    record(settings.root, entry_of(facts, choice.manifest), is_counted=is_same)
    with counting("Zipping", total) as hear:
        write_zip(parts, facts, file, hear)
    click.echo(
        f"Written: {file}. Pack {facts.id}: edition {facts.edition},"
        f" {counted(len(choice.units), 'page')}, {in_words(total)}. It may be used until"
        f" {facts.expires}."
    )
    if facts.edition != _OPEN:
        click.echo(
            f"It is of the edition {facts.edition}: put it only where just those people can log in."
        )
