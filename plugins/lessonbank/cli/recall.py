"""`lessonbank recall`: the list that hides withdrawn items in packs that were handed out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from lessonbank.cli.options import settings_of, today_option
from lessonbank.cli.size import counted
from lessonbank.compiler.settings import Settings
from lessonbank.content import Folder
from lessonbank.files import atomic
from lessonbank.files.locks import BusyError
from lessonbank.files.os_errors import describe_os_error
from lessonbank.packs import (
    LEDGER,
    LIST,
    VARIABLE,
    Ledger,
    PackError,
    SecretKey,
    SignedList,
    change,
    first_list,
    next_list,
    read_key,
    recalls,
    withdrawn,
    write_key,
)


@click.group()
def recall() -> None:
    """Hide in packs that were handed out what was withdrawn."""


@recall.command()
@click.argument("file", type=click.Path(path_type=Path))
@today_option
def key(file: Path, today: str | None) -> None:
    """Make the bank's key, once, and write its secret part into FILE.

    FILE must be outside the project: whoever has it can sign recall lists. The public part goes
    into packs.json, and from there into each pack. Commit packs.json.
    """
    settings = settings_of(today=today)
    if file.absolute().resolve().is_relative_to(settings.root.resolve()):
        raise click.ClickException("Write the key outside the project, so that git never holds it.")
    secret = SecretKey.new()

    def with_key(ledger: Ledger) -> Ledger:
        if ledger.key:
            raise PackError("This bank has a key. Packs obey only that one: find its file.")
        write_key(secret, file)
        first = first_list(secret, settings.today)
        return ledger.model_copy(update={"key": secret.public, "recall": first})

    with _in_words():
        change(settings.root, with_key)
    click.echo(f"{file} holds the secret key: keep it safe, and keep a copy of it.")
    click.echo(f"{LEDGER} holds the public key: commit it. New packs obey lists signed with it.")


@recall.command("list")
@click.argument("file", type=click.Path(path_type=Path), default=LIST)
@click.option(
    "--key",
    "key_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=f"The secret key. Without this, {VARIABLE} holds its line.",
)
@today_option
def list_(file: Path, key_file: Path | None, today: str | None) -> None:
    """Write the signed list of what was withdrawn into FILE, by default recall.js.

    Copied into the folder lesson-bank of a pack, it hides there what it names. The list also goes
    into packs.json, for packs to come: commit it.
    """
    settings = settings_of(today=today)
    with _in_words():
        secret = read_key(key_file) if key_file else _key_of_environment()
        ledger = change(settings.root, lambda ledger: _listed(ledger, settings, secret))
        published = ledger.recall
        if published is None:  # `_listed` has just written it.
            raise PackError(_NO_KEY)
        atomic.write_bytes(file, published.written())
    found = published.checked(ledger.key)
    click.echo(f"{file} is list {found.serial}: {counted(len(found.items), 'withdrawn item')}.")
    click.echo(f"Copy it into the folder lesson-bank of each pack, as {LIST}. Commit {LEDGER}.")


def _listed(ledger: Ledger, settings: Settings, secret: SecretKey) -> Ledger:
    """Return the ledger with the list of today; a list that says the same stays."""
    former = ledger.bank_list
    if former is None:
        raise PackError(_NO_KEY)
    if secret.public != ledger.key:
        raise PackError(f"This is not the key of this bank: {LEDGER} has another public key.")
    types = settings.installed.types.models
    found = recalls(ledger, Folder(settings.root), settings.today, types)
    signed = _next(former.signed, withdrawn(found, ledger.key), secret, settings)
    return ledger.model_copy(update={"recall": signed})


def _next(
    former: SignedList, items: frozenset[str], secret: SecretKey, settings: Settings
) -> SignedList:
    before = former.checked(secret.public)
    if {*before.items} == items:
        return former
    return next_list(before, items, secret, settings.today)


def _key_of_environment() -> SecretKey:
    line = os.environ.get(VARIABLE)
    if not line:
        raise PackError(f"Say where the secret key is: --key FILE, or its line in {VARIABLE}.")
    return SecretKey.parse(line)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except (PackError, BusyError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(describe_os_error(error)) from error


_NO_KEY = "This bank has no key yet: `lessonbank recall key FILE` makes it."
