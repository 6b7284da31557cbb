"""`lessonbank web-editor`: write a form in the browser for the bank's files."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from lessonbank.cli.findings import show
from lessonbank.cli.project import find_root
from lessonbank.compiler.types import installed_types
from lessonbank.content import Folder, read_bank
from lessonbank.files import atomic
from lessonbank.files.os_errors import describe_os_error
from lessonbank.files.programs import find_program
from lessonbank.webeditor import Backend, PackageError, config, files, locks, program_in

_FOLDER = "admin"
_PATIENCE = 300
"""Seconds for a download."""
_LARGEST = 100_000_000


@click.command("web-editor")
@click.option(
    "--repository", metavar="OWNER/NAME", help="The bank's repository on GitHub; or only folders."
)
@click.option("--branch", default="main", show_default=True, help="The branch to change.")
@click.option("--sign-in", metavar="URL", help="A service that signs people in to GitHub.")
@click.option("--with-permissions", is_flag=True, help="Add forms for permissions and the trust.")
@click.option(
    "--package",
    "packages",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="An npm package of the editor as a file, if there is no npm here.",
)
@click.option("--serve", is_flag=True, help="Show the editor on this computer.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535))
def web_editor(
    *,
    repository: str | None,
    branch: str,
    sign_in: str | None,
    with_permissions: bool,
    packages: tuple[Path, ...],
    serve: bool,
    port: int,
) -> None:
    """Write admin/: a page with forms for the content of this bank.

    Open it with --serve to edit the bank's folder on this computer, without an account.
    With --repository, people can also propose changes on GitHub from any web host.
    """
    root = find_root()
    folder = root / _FOLDER
    if folder.is_symlink():
        raise click.ClickException(f"{folder} is a link, and links are not followed.")
    installed = installed_types()
    reading = read_bank(Folder(root), installed.types.models)
    if installed.faults or reading.trust is None:
        show([*installed.faults, *reading.diagnostics])
        raise click.ClickException("Nothing was written.")
    backend = _backend(repository, branch, sign_in)
    settings = config(reading.bank, backend, with_permissions=with_permissions)
    hosts = backend.hosts if backend else ()
    try:
        made = files(reading.bank.trust.name, settings, _program(packages), hosts)
        for name, data in made.items():
            atomic.write_bytes(folder / name, data)
            (folder / name).chmod(0o644)
    except OSError as error:
        raise click.ClickException(describe_os_error(error)) from error
    click.echo(f"Wrote {len(made)} files into {folder}.")
    if serve:
        _serve(folder, port)
    else:
        click.echo("Open it with: lessonbank web-editor --serve")


def _backend(repository: str | None, branch: str, sign_in: str | None) -> Backend | None:
    if repository is None:
        return None
    try:
        return Backend(repository, branch, sign_in)
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def _program(packages: Sequence[Path]) -> Mapping[str, bytes]:
    """Return the editor's files from its packages, or from npm. Raise ClickException."""
    try:
        if packages:
            return program_in(map(_read, packages))
        with tempfile.TemporaryDirectory() as folder:
            return program_in(map(_read, _downloaded(Path(folder))))
    except PackageError as error:
        raise click.ClickException(f"The editor cannot be used: {error}.") from error


def _read(package: Path) -> bytes:
    with package.open("rb") as file:
        return file.read(_LARGEST)


def _downloaded(folder: Path) -> list[Path]:
    """Let npm download the packages into `folder`. Raise ClickException."""
    npm, specs = find_program("npm"), [each.spec for each in locks()]
    if npm is None:
        raise click.ClickException(
            f"There is no npm here. On another computer, run `npm pack {' '.join(specs)}`, "
            "then name both files, each with --package."
        )
    command = [npm, "pack", *specs, "--ignore-scripts", "--prefer-offline"]
    try:
        done = subprocess.run(  # noqa: S603 - npm from the PATH, with locked names
            command,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
            cwd=folder,
        )
    except subprocess.TimeoutExpired as error:
        raise click.ClickException(f"npm did not answer within {_PATIENCE} seconds.") from error
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise click.ClickException(f"npm could not download the editor: {why}")
    return sorted(folder.glob("*.tgz"))


def _serve(folder: Path, port: int) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise click.ClickException(describe_os_error(error)) from error
    with server:
        click.echo(f"Open http://localhost:{server.server_port}/ in Chrome or Edge.")
        click.echo("Choose “Work with Local Repository”, then the bank's folder.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Stopped.")
