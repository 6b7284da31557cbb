"""The release of lessonbank that a bank is locked to, with the hash of its wheel."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from urllib.request import url2pathname

from lessonbank import __version__

NAME = "lessonbank"
WHEELS = "wheels"
"""The folder of a bank for wheels that no index has."""

_WHEEL = re.compile(rf"{NAME}-(?P<version>[0-9][A-Za-z0-9.+!_]*)-[\w.]+-[\w.]+-[\w.]+\.whl")
_PATIENCE = 120
_FIX = f"Name the wheel of this release: --wheel {NAME}-{__version__}-py3-none-any.whl."


class ReleaseUnknownError(Exception):
    """The hash of the running release cannot be found. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release: its version and hash; and its wheel, or its address, if no index has it."""

    version: str
    sha256: str
    wheel: tuple[str, bytes] | None = None
    address: str | None = None

    @property
    def requirement(self) -> str:
        """The lines of a requirements file that install this release and no other."""
        what = f"{NAME} @ {self.address}" if self.address else f"{NAME}=={self.version}"
        links = f"--find-links {WHEELS}\n" if self.wheel else ""
        return f"{links}{what} \\\n    --hash=sha256:{self.sha256}\n"


def release_in(wheel: Path) -> Release:
    """Return the release in a wheel, which the bank then keeps. Raise ReleaseUnknownError."""
    named = _WHEEL.fullmatch(wheel.name)
    if named is None:
        raise ReleaseUnknownError(f"{wheel.name} is not the name of a wheel of {NAME}. {_FIX}")
    try:
        data = wheel.read_bytes()
    except OSError as error:
        raise ReleaseUnknownError(f"{wheel} cannot be read: {error.strerror}.") from error
    return Release(named["version"], sha256(data).hexdigest(), (wheel.name, data))


def pinned(requirements: str) -> str | None:
    """Return the version of lessonbank that a requirements file pins, or None."""
    named = re.search(rf"^{NAME}==(\S+)", requirements, re.MULTILINE) or _WHEEL.search(requirements)
    return named[1] if named else None


def this_release() -> Release:
    """Return the release that is running, as its installer recorded it. Raise ReleaseUnknownError.

    If it came from an index, pip downloads it once more for its hash.
    """
    installed = distribution(NAME)
    return _recorded(installed) or _downloaded(installed.version)


def _recorded(installed: Distribution) -> Release | None:
    """Return what the record of a direct installation says (PEP 610); None for one by name."""
    written = installed.read_text("direct_url.json")
    if written is None:
        return None
    record = json.loads(written)
    address = str(record.get("url", ""))
    archive = record.get("archive_info")
    place = urlsplit(address)
    local = Path(url2pathname(place.path)) if place.scheme == "file" else None
    if archive is None:
        if local is None:
            raise ReleaseUnknownError(f"{address} is not a release with a hash. {_FIX}")
        return _built(local)
    known = _hash_of(archive)
    if local is not None:
        return _kept(local, known)
    if known is None:
        raise ReleaseUnknownError(f"The hash of {address} was not recorded. {_FIX}")
    return Release(installed.version, known, address=address)


def _hash_of(archive: dict[str, object]) -> str | None:
    hashes = archive.get("hashes")
    if isinstance(hashes, dict) and "sha256" in hashes:
        return str(hashes["sha256"])
    method, _, value = str(archive.get("hash", "")).partition("=")
    return value if method == "sha256" else None


def _kept(wheel: Path, known: str | None) -> Release:
    """Return the release in the wheel that was installed, if it is still the same."""
    release = release_in(wheel)
    if known is not None and known != release.sha256:
        raise ReleaseUnknownError(f"{wheel} is not the file that {NAME} was installed from. {_FIX}")
    return release


def _built(source: Path) -> Release:
    """Return a release built from a folder of source, which the bank keeps as a wheel."""
    with TemporaryDirectory() as folder:
        wheel = _from_pip("wheel", "--no-build-isolation", "--wheel-dir", folder, str(source))
        return release_in(wheel)


def _downloaded(version: str) -> Release:
    with TemporaryDirectory() as folder:
        only = ("--only-binary", ":all:")
        wheel = _from_pip("download", *only, "--dest", folder, f"{NAME}=={version}")
        return Release(version, sha256(wheel.read_bytes()).hexdigest())


def _from_pip(command: str, *options: str) -> Path:
    """Run pip and return the one wheel that it leaves in the folder named last but one."""
    pip = (sys.executable, "-m", "pip", command, "--no-deps", "--quiet")
    try:
        done = subprocess.run(  # noqa: S603 - this Python and its pip
            [*pip, "--disable-pip-version-check", *options],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ReleaseUnknownError(_no_wheel(command, options[-1], str(error))) from error
    wheels = list(Path(options[-2]).glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ReleaseUnknownError(_no_wheel(command, options[-1], said[-1] if said else "no file"))
    return wheels[0]


def _no_wheel(command: str, what: str, why: str) -> str:
    return (
        f"requirements.txt needs the hash of {NAME}, and `pip {command}` gave no wheel of {what}:"
        f" {why.removesuffix('.')}. Go online and try again. {_FIX}"
    )
