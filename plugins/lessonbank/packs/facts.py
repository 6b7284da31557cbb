"""The facts of a pack: its id, edition, dates and recipient, and its list of files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from lessonbank.bank import Override, Permission, Recording
from lessonbank.files.regular import read_regular
from lessonbank.outputs import Manifest
from lessonbank.packs.errors import PackError
from lessonbank.packs.layout import CLAIM, FOLDER, IMS, MANIFEST, OWN, START
from lessonbank.packs.names import name_fault

LONGEST_DAYS = 365
"""The most days that a pack may be used after its site was built."""
_ID_DIGITS = 12
_LARGEST = 64_000_000
"""Bytes of a manifest at most."""


def _ours(path: str) -> str:
    """Validate that a path is one of a pack, so that no other file is ever touched."""
    parts = path.split("/")
    inside = path in {START, IMS} or (parts[0] == FOLDER and len(parts) > 1 and path not in OWN)
    if not inside or not {".", "..", ""}.isdisjoint(parts) or any(map(name_fault, parts)):
        raise ValueError("not a path of a pack")
    return path


M = TypeVar("M", bound=BaseModel)
PackPath = Annotated[str, AfterValidator(_ours)]


class FileFact(BaseModel):
    """Size in bytes and SHA-256 of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int = Field(ge=0)
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Facts(BaseModel):
    """The id, edition, dates and recipient of a pack. It may be used until `expires`, inclusive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    """Bump when the format changes."""
    id: Annotated[str, Field(pattern=f"^[0-9a-f]{{{_ID_DIGITS}}}$")]
    edition: str
    built: date
    expires: date
    label: str = ""
    """The recipient: a school or a group, not a person."""
    key: str = ""
    """The public key of the bank's recall lists; without one the pack obeys none."""


class PackManifest(Facts):
    """The facts of a pack, and each of its files by path."""

    files: dict[PackPath, FileFact]

    def written(self) -> bytes:
        return f"{self.model_dump_json(indent=1)}\n".encode()


class Claim(BaseModel):
    """The paths that a copy in progress may write or has written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    paths: tuple[PackPath, ...]

    def written(self) -> bytes:
        return f"{self.model_dump_json()}\n".encode()


def facts_of(manifest: Manifest, label: str = "", days: int = LONGEST_DAYS, key: str = "") -> Facts:
    """Return the facts of a pack of the site with this manifest.

    The same site with the same label has the same id, so packs can be compared.
    """
    expires = min(
        (*_ends(manifest), manifest.day + timedelta(days), manifest.day + timedelta(LONGEST_DAYS))
    )
    said = [
        manifest.edition,
        str(manifest.day),
        str(expires),
        label,
        sorted(manifest.files.items()),
    ]
    digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    return Facts(
        id=digest[:_ID_DIGITS],
        edition=manifest.edition,
        built=manifest.day,
        expires=expires,
        label=label,
        key=key,
    )


def permissions_of(manifest: Manifest) -> frozenset[str]:
    """Return the references of the permissions that the site's recordings rest on."""
    recordings = manifest.items.get(Recording.kind, {}).values()
    return frozenset(str(recording["permission"]) for recording in recordings)


def _ends(manifest: Manifest) -> Iterator[date]:
    """Yield the last day of each permission in use, and of each exception in force for one."""
    used = permissions_of(manifest)
    records: Mapping[str, Mapping[str, Any]] = manifest.items.get(Permission.kind, {})
    for reference in used:
        yield date.fromisoformat(records[reference]["expires_on"])
    for override in manifest.items.get(Override.kind, {}).values():
        end = date.fromisoformat(override["ends_on"])
        if override["permission"] in used and end >= manifest.day:
            yield end


def read_manifest(folder: Path) -> PackManifest | None:
    """Read the manifest of the pack in a folder; None without one. Raise PackError."""
    return _read(folder, MANIFEST, PackManifest)


def read_claim(folder: Path) -> Claim | None:
    """Read the claim of an unfinished copy; None without one. Raise PackError."""
    return _read(folder, CLAIM, Claim)


def _read(folder: Path, path: str, model: type[M]) -> M | None:
    try:
        return model.model_validate_json(read_regular(folder, path, _LARGEST))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PackError(f"{folder / path} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        raise PackError(
            f"{folder / path} is damaged, or was written by another version of lessonbank."
            " Make the pack in a new folder, and delete this one."
        ) from error
