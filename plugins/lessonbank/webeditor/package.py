"""Take the editor's files out of its npm packages, whose digests are locked."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

SCRIPT = "sveltia-cms.js"
_LARGEST = 20_000_000
_FONT = re.compile(
    rb"url\(\s*['\"]?https://cdn\.jsdelivr\.net/fontsource/fonts/([a-z0-9-]+)[^)]*\)"
)


class PackageError(Exception):
    """A package is missing, or is not the locked one; the message says why."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A package: name, version, the SHA-512 of its file, and the names of the files to take."""

    name: str
    version: str
    integrity: str
    files: Mapping[str, str]

    @property
    def spec(self) -> str:
        """The package as npm names it: `@sveltia/cms@1.2.3`."""
        return f"{self.name}@{self.version}"


@cache
def locks() -> tuple[Lock, ...]:
    """Return the locked packages."""
    text = resources.files("lessonbank.webeditor").joinpath("lock.json").read_text("utf-8")
    return tuple(Lock(**each) for each in json.loads(text))


def program_in(packages: Iterable[bytes]) -> Mapping[str, bytes]:
    """Return the editor's files by name. Raise PackageError unless all packages are there."""
    given = {_digest(package): package for package in packages}
    wanted = {each.integrity: each for each in locks()}
    if given.keys() - wanted.keys():
        every = " or ".join(each.spec for each in locks())
        raise PackageError(f"a package is not {every}: its SHA-512 is another")
    if missing := [each.spec for each in locks() if each.integrity not in given]:
        raise PackageError(f"the package {missing[0]} is missing")
    found: dict[str, bytes] = {}
    for digest, package in given.items():
        found |= _files(package, wanted[digest].files)
    return {**found, SCRIPT: _FONT.sub(_own_font, found[SCRIPT])}


def _digest(package: bytes) -> str:
    return f"sha512-{base64.b64encode(hashlib.sha512(package).digest()).decode('ascii')}"


def _files(package: bytes, wanted: Mapping[str, str]) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as archive:
        return {name: _member(archive, member) for member, name in wanted.items()}


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    member = archive.getmember(name)
    file = archive.extractfile(member) if member.isfile() else None
    if file is None or member.size > _LARGEST:
        raise PackageError(f"{name} is no ordinary file")
    return file.read()


def _own_font(url: re.Match[bytes]) -> bytes:
    """Return the font beside the page for one from elsewhere; text has the computer's fonts."""
    return b"url(symbols.woff2)" if b"symbols" in url[1] else b"local(sans-serif)"
