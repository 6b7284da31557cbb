"""`lessonbank pack`: hand out an edition in a folder, on a stick or in a zip."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from lessonbank.cli.copying import counting
from lessonbank.cli.findings import show
from lessonbank.cli.options import (
    edition_option,
    patience,
    refuse_irregular,
    settings_of,
    today_option,
    wait_option,
    waits,
    workers_option,
)
from lessonbank.cli.pack_wish import PREVIEW_DAYS, REVIEWERS, Size, Wish, label_of
from lessonbank.cli.progress import watching
from lessonbank.cli.project import CONFIG
from lessonbank.cli.size import counted, in_words
from lessonbank.compiler.settings import Settings
from lessonbank.compiler.standing import Outcome
from lessonbank.files.locks import BusyError
from lessonbank.files.os_errors import describe_os_error, is_full
from lessonbank.files.staging import Staging
from lessonbank.media.choice import Renditions
from lessonbank.mkdocs.run import BuildFailedError, Built
from lessonbank.mkdocs.run import build as build_site
from lessonbank.outputs import Manifest
from lessonbank.packs import (
    LONGEST_DAYS,
    BankList,
    Changes,
    Facts,
    PackError,
    Part,
    changes_of,
    copy_into,
    entry_of,
    facts_of,
    id_of,
    lightened,
    make_room,
    parts_of,
    read_ledger,
    record,
    remove_others,
    retire,
    unportable,
    write_zip,
    zips_at,
)
from lessonbank.takedown import TakedownError, live_manifest


class _ReducedError(click.ClickException):
    """The pack was made of a site without items that have errors."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class _Pack:
    """The manifest, facts, files and recall list of one pack."""

    manifest: Manifest
    facts: Facts
    parts: Sequence[Part]
    recall: BankList | None


@click.command()
@edition_option
@click.option("--to", "folder", type=click.Path(path_type=Path), help="The folder or the stick.")
@click.option("--zip", "file", type=click.Path(path_type=Path), help="Write a zip, too or instead.")
@click.option("--label", help="Whom it is for: a school or group, not a person.")
@click.option("--fit", type=Size(), help="The most that it may have, such as 16GB.")
@click.option("--renditions", metavar="NAMES", default="std,low", help="low, std or both.")
@click.option(
    "--days",
    type=click.IntRange(1, LONGEST_DAYS),
    default=LONGEST_DAYS,
    show_default=True,
    help="The most days that it may be used.",
)
@click.option(
    "--preview",
    is_flag=True,
    help=f"For {REVIEWERS}: it expires after {PREVIEW_DAYS} days, and packs.json omits it.",
)
@today_option
@workers_option
@wait_option
def pack(  # noqa: PLR0917 - click hands options over by keyword
    edition: str | None,
    folder: Path | None,
    file: Path | None,
    label: str | None,
    fit: int | None,
    renditions: str,
    days: int,
    preview: bool,  # noqa: FBT001 - the same
    today: str | None,
    workers: int | None,
    wait: int | None,
) -> None:
    """Copy an edition into a folder, onto a stick or into a zip.

    It builds the edition, says what the pack needs, and copies it. Run it again to update the pack:
    only changes are copied, and what was withdrawn is removed. After the first permission in it
    ends, its pages show a notice. Exit code 3: items with errors were left out.
    """
    if folder is None and file is None:
        raise click.UsageError("Say where the pack goes: --to DIR or --zip FILE.")
    try:
        chosen = Renditions.named([name.strip() for name in renditions.split(",")])
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--renditions") from error
    with told_in_words():
        named = label_of(label, folder, is_preview=preview)
    days = min(days, PREVIEW_DAYS) if preview else days
    wish = Wish(folder, file, named, days, fit, chosen, is_preview=preview)
    settings = settings_of(edition, today, workers)
    name = re.sub("[^a-z0-9]+", "-", settings.edition or "default")
    site = settings.root / "build" / "packs" / name
    builder = _Builder(settings, site, wait)
    with told_in_words():
        builder.build(chosen)
        _make(wish, builder, site)
    if builder.fault:
        raise _ReducedError(builder.fault)


class _Builder:
    """Builds the edition, once more where clips have to lose renditions."""

    def __init__(self, settings: Settings, site: Path, wait: int | None) -> None:
        self.settings, self.site, self.wait = settings, site, wait
        self.built: Built | None = None
        self.fault: str | None = None
        """The reason that a build left items out; None if it left none out."""

    def build(self, renditions: Renditions) -> None:
        """Build the site. Raise ClickException if there is none."""
        own = self.settings
        plugin = {
            "edition": own.edition,
            "today": own.today.isoformat(),
            "workers": own.workers,
            "wait": self.wait,
        }
        try:
            with watching() as listener:
                self.built = build_site(
                    own.root / CONFIG,
                    plugin,
                    listener,
                    today=own.today,
                    tell=partial(click.echo, err=True),
                    strict=False,
                    site_dir=self.site,
                    refuse=partial(_refuse_irregular, own.root),
                    renditions=renditions,
                )
        except BuildFailedError as error:
            if error.outcome is Outcome.NOTHING:
                raise click.ClickException(f"{error} No pack was made or updated.") from error
            self.fault = str(error)

    def lost(self) -> dict[str, dict[str, int]]:
        """Return the films that each clip would lose without its best rendition, with bytes."""
        library = self.built.bank.library if self.built else None
        films = (*library.media.items(), *library.described.items()) if library else ()
        lost: dict[str, dict[str, int]] = {}
        for id_, media in films:
            best = [made for made in media.renditions if made != media.low]
            lost.setdefault(id_, {}).update({made.published: made.bytes for made in best})
        return lost


def _refuse_irregular(root: Path) -> None:
    try:
        refuse_irregular(root)
    except click.ClickException as error:
        raise BuildFailedError(error.message) from error


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turn what stops a pack into a message of the command."""
    try:
        yield
    except PackError as error:
        if error.diagnostics:
            show(error.diagnostics)
        raise click.ClickException(str(error)) from error
    except (TakedownError, BusyError) as error:
        raise click.ClickException(f"{error} No pack was made or updated.") from error
    except OSError as error:
        if is_full(error):
            raise click.ClickException(_FULL.format(error.filename)) from error
        raise click.ClickException(f"{describe_os_error(error)} {_AGAIN}") from error
    except KeyboardInterrupt as error:
        click.echo(f"Stopped. {_AGAIN}", err=True)
        raise click.Abort from error


def _make(wish: Wish, builder: _Builder, site: Path) -> None:
    """Make the pack while no other process may change its site."""
    staging = Staging(site, "lessonbank pack", wait=patience(builder.wait), waiting=waits)
    try:
        staging.lock()
        manifest = live_manifest(site)
        ledger = read_ledger(builder.settings.root)
        facts = facts_of(manifest, wish.label, wish.days, ledger.key)
        parts = parts_of(site, manifest, facts, ledger.bank_list, builder.settings.installed.types)
        excess = sum(part.size for part in parts) - (wish.fit or sys.maxsize)
        if excess <= 0:
            _hand_out(wish, builder, _Pack(manifest, facts, parts, ledger.bank_list))
            return
    finally:
        staging.discard()
    if wish.renditions.light:
        raise PackError(f"The pack is still {in_words(excess)} too large.")
    _make(_lightened(wish, builder, excess), builder, site)


def _lightened(wish: Wish, builder: _Builder, excess: int) -> Wish:
    """Build again with fewer renditions. Raise PackError if the pack cannot fit."""
    light = lightened(builder.lost(), excess)
    if light is None:
        smaller = "Pack an edition with less in it, or take a larger stick."
        raise PackError(f"The pack is {in_words(excess)} too large. {smaller}")
    count = counted(len(light), "clip")
    click.echo(f"So that it fits, only the rendition low is in it of the largest films: {count}.")
    click.echo("".join(f"  {id_}\n" for id_ in sorted(light)), nl=False)
    chosen = Renditions(wish.renditions.names, light)
    builder.build(chosen)
    return replace(wish, renditions=chosen)


def _hand_out(wish: Wish, builder: _Builder, made: _Pack) -> None:
    facts, parts = made.facts, made.parts
    if found := unportable({part.path: part.size for part in parts}):
        raise PackError("Nothing was copied.", found)
    total = sum(part.size for part in parts)
    click.echo(
        f"Pack {facts.id}: edition {facts.edition}, {counted(len(parts), 'file')},"
        f" {in_words(total)}. It may be used until {facts.expires}."
    )
    if made.recall is None:
        click.echo(_NO_KEY)
    root, entry = builder.settings.root, entry_of(facts, made.manifest)
    if wish.folder is not None:
        changes = changes_of(parts, wish.folder, facts.edition)
        _announce(changes, wish.folder)
        make_room(wish.folder, changes, made.recall)
        before = changes.before.id if changes.before else None
        # Before the copy, so that a copy broken off is on the list too.
        if not wish.is_preview:
            record(root, entry, is_counted=changes.is_resumed or before == entry.id)
        with counting("Copying", changes.bytes) as hear:
            copy_into(wish.folder, changes, facts, hear)
        if before and before != entry.id and not wish.is_preview:
            retire(root, before)
        click.echo(f"{wish.folder} holds the pack. `lessonbank verify` checks it.")
    if wish.file is not None:
        former = zips_at(wish.file)
        if not wish.is_preview:
            record(root, entry, is_counted=id_of(former) == entry.id)
        with counting("Zipping", total) as hear:
            files = write_zip(parts, facts, wish.file, hear, recall=made.recall)
        click.echo(f"Written: {', '.join(map(str, files))}.")
        for path in remove_others(former, files):
            click.echo(f"Removed, for it was of the former pack: {path}")


def _announce(changes: Changes, folder: Path) -> None:
    """Say what the copy will do."""
    if changes.is_resumed:
        click.echo("A copy was broken off here: it goes on.")
    for path in changes.gone:
        click.echo(f"Removed, for the edition no longer holds it: {path}")
    click.echo(
        f"To copy into {folder}: {counted(len(changes.new), 'new file')},"
        f" {counted(len(changes.changed), 'changed file')}, {in_words(changes.bytes)}."
        f" {counted(len(changes.same), 'file stays', 'files stay')}."
    )


_FULL = (
    "The disk of {} is full. What was copied stays. Make room there and run the same command again,"
    " or pack smaller renditions with `--renditions low`."
)
_NO_KEY = (
    "This pack obeys no recall list: the bank has no key. `lessonbank recall key FILE` makes it."
)
_AGAIN = "Run the same command again: it goes on where it stopped."
