"""Take the editor's program out of its npm package, whose digest is locked."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
from dataclasses import dataclass
from functools import cache
from importlib import resources

_SCRIPT = "package/dist/sveltia-cms.js"
_LICENCE = "package/LICENSE.txt"
_LARGEST = 20_000_000


class PackageError(Exception):
    """The package is not the locked one; the message says why."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The name and version of the package, and the SHA-512 of its file as npm writes it."""

    name: str
    version: str
    integrity: str

    @property
    def spec(self) -> str:
        """The package as npm names it: `@sveltia/cms@1.2.3`."""
        return f"{self.name}@{self.version}"


@dataclass(frozen=True, slots=True)
class Program:
    """The script of the editor and its licence."""

    script: bytes
    licence: bytes


@cache
def lock() -> Lock:
    """Return the locked package."""
    text = resources.files("lessonbank.webeditor").joinpath("lock.json").read_text("utf-8")
    return Lock(**json.loads(text))


def program_in(package: bytes) -> Program:
    """Return the program in the package's file. Raise PackageError for another file."""
    digest = base64.b64encode(hashlib.sha512(package).digest()).decode("ascii")
    if f"sha512-{digest}" != lock().integrity:
        raise PackageError(f"it is not {lock().spec}: its SHA-512 is another")
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as archive:
        return Program(_member(archive, _SCRIPT), _member(archive, _LICENCE))


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    try:
        member = archive.getmember(name)
        file = archive.extractfile(member) if member.isfile() else None
    except KeyError:
        file = None
    if file is None:
        raise PackageError(f"it has no {name}")
    return file.read(_LARGEST)
