"""`lessonbank publish --check`: check that a site is current, and that its host takes it."""

from __future__ import annotations

import os
import time
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

import click

from lessonbank.bank.people import Policy
from lessonbank.cli.options import edition_option, today_option
from lessonbank.cli.project import find_root
from lessonbank.cli.size import counted, in_words
from lessonbank.compiler.settings import build_date, edition_asked
from lessonbank.content import Folder, read_bank
from lessonbank.content.read import STAND_IN
from lessonbank.outputs import (
    BUILT,
    HOSTS,
    MAX_BYTES,
    Built,
    Host,
    NotBuiltError,
    Weight,
    excesses,
    remarks,
    trouble,
    users_of,
)

PATIENCE = 20.0
"""Seconds for each answer of a host, and for the whole file."""
_PIECE = 1024
_LARGEST = 5
"""Files to name."""
_MOST = 10
"""Excesses to name."""
_SMALLER = "Shorten clips, take another host, or keep films elsewhere with the setting `media_url`."
UNREADABLE = (OSError, HTTPException, ValueError)
"""Errors while reading the build date of a site."""


@click.command()
@click.option(
    "--check", "where", metavar="SITE", required=True, help="The site's address, or its folder."
)
@click.option(
    "--days", type=click.IntRange(1, 366), help="The longest age, instead of the trust's policy."
)
@click.option(
    "--host",
    type=click.Choice(list(HOSTS)),
    help="The host whose limits a folder is checked against; github-pages by default.",
)
@edition_option
@today_option
def publish(
    where: str, days: int | None, host: str | None, edition: str | None, today: str | None
) -> None:
    """Check that a site is current, the right edition, and within its host's limits.

    Expired items leave a site only when it is built. This fails if the last build is older than
    `policy.rebuilt_within_days` in content/trust.yml, or unknown. With --days and --edition it
    needs no bank, so any computer can run it.

    Of a folder it tells the size and the largest files, and fails if the host takes less.
    """
    is_folder = urlsplit(where).scheme not in {"http", "https"}
    if host and not is_folder:
        raise click.UsageError("--host is for a folder: the files of an address are not known.")
    edition = edition or edition_asked(os.environ)
    if days is None or edition is None:
        policy = _policy(find_root())
        days = days or policy.rebuilt_within_days
        edition = edition or policy.default_edition
    try:
        day = build_date(today, os.environ)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    try:
        built = Built.read(read(where))
    except UNREADABLE as error:
        raise click.ClickException(f"{where} cannot be checked: {_in_words(error)}.") from error
    if found := trouble(built, edition, day, days):
        raise click.ClickException(f"{found} Look at the last run of the workflow.")
    click.echo(f"The site was built on {built.day}: edition {built.edition}, {built.version}.")
    if is_folder:
        _weigh(Path(where), HOSTS[host or "github-pages"])


def _weigh(site: Path, host: Host) -> None:
    """Tell a site's size and largest files. Raise ClickException if the host takes less."""
    try:
        weight = Weight.of(site)
        users = {path: users_of(site, path) for path, _ in weight.files[:_LARGEST]}
    except OSError as error:
        raise click.ClickException(f"{site} cannot be read: {error.strerror}.") from error
    click.echo(f"{site}: {counted(len(weight.files), 'file')}, {in_words(weight.bytes)}. Largest:")
    for path, size in weight.files[:_LARGEST]:
        pages = f", in {', '.join(users[path])}" if users[path] else ""
        click.echo(f"  {in_words(size)}: {path}{pages}")
    for remark in remarks(weight, host):
        click.echo(remark)
    _require_fit(weight, host)


def _require_fit(weight: Weight, host: Host) -> None:
    if found := list(excesses(weight, host)):
        raise click.ClickException(f"{' '.join(found[:_MOST])} {_SMALLER}")
    click.echo(f"It fits: {host.title}.")


def _policy(root: Path) -> Policy:
    trust = read_bank(Folder(root)).bank.trust
    if trust is STAND_IN:
        raise click.ClickException("content/trust.yml has errors: `lessonbank check` shows them.")
    return trust.policy


def read(where: str) -> bytes:
    """Read the site's build date. Raise OSError, HTTPException or ValueError."""
    if urlsplit(where).scheme in {"http", "https"}:
        return _fetched(urljoin(where if where.endswith(("/", ".html")) else f"{where}/", BUILT))
    path = Path(where)
    if path.is_symlink() or not path.is_dir():
        raise NotBuiltError(f"there is no folder {where}")
    with (path / BUILT).open("rb") as file:
        return _limited(file, time.monotonic() + PATIENCE)


def _fetched(address: str) -> bytes:
    until = time.monotonic() + PATIENCE
    # No copy on the way may answer for the host.
    request = Request(address, headers={"Cache-Control": "no-cache", "User-Agent": "lessonbank"})  # noqa: S310 - http and https only
    with closing(_opener().open(request, timeout=PATIENCE)) as answer:
        return _limited(answer, until)


def _opener() -> OpenerDirector:
    """Return an opener that follows redirects to http and https only."""
    opener = OpenerDirector()
    for handler in (
        *(ProxyHandler(), UnknownHandler(), HTTPHandler(), HTTPSHandler()),
        *(HTTPRedirectHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor()),
    ):
        opener.add_handler(handler)
    return opener


def _limited(file: IO[bytes], until: float) -> bytes:
    """Read a small file; give up if it is large or slow."""
    data = b""
    read = getattr(file, "read1", file.read)
    while piece := read(_PIECE):
        data += piece
        if len(data) > MAX_BYTES:
            raise NotBuiltError(f"{BUILT} is larger than it can be")
        if time.monotonic() > until:
            raise TimeoutError
    return data


def _in_words(error: Exception) -> str:
    match error:
        case HTTPError():
            return f"the host answers {error.code} for {BUILT}"
        case TimeoutError():
            return "the host does not answer in time"
        case FileNotFoundError():
            return f"there is no {BUILT} in it"
        case NotBuiltError():
            return str(error)
        case OSError():
            return str(getattr(error, "reason", None) or error.strerror or error).rstrip(".")
        case _:
            return "the answer is not what a host of pages sends"
