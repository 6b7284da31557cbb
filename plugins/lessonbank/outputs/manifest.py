"""The manifest of a site: the items of each file, and the data of all items.

It lets a takedown remove an item without compiling anything, and prove that nothing is left. It
names people and has every text of the edition, so it lies beside a site and never in one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from lessonbank.bank import Value

_NAMED_BY_CONTENT = "media/"
"""Files below are identified by size only: they are large, and named by their content."""


class ManifestError(Exception):
    """The manifest cannot be used. The message says why."""


def _within(path: str) -> str:
    """Validate that `path` is below the site's root, so that no other file is touched."""
    if path.startswith("/") or "\\" in path or not {".", "..", ""}.isdisjoint(path.split("/")):
        raise ValueError("not below the site")
    return path


def _an_index(path: str) -> str:
    if path and not (path.startswith("assets/find/") and _within(path.rstrip("/"))):
        raise ValueError("not the folder of an index")
    return path


Address = Annotated[str, AfterValidator(_within)]


class Manifest(BaseModel):
    """The record of one built site. Addresses are relative to the site's root.

    - `items`: the edition's items by kind and id, as data for their models.
    - `trust`: the trust as data for its model, with the policy in force.
    - `own`: the items that a file exists for, by address.
    - `ended`: the item that a tombstone page stands for, by address.
    - `copied`: the project file that a file is a copy of, by address.
    - `prose`: the Markdown of pages without an item.
    - `documents`, `index`: the documents that the Find page searches, and their index folder.
    - `neutral`: the tombstone page for each depth of folders.
    - `files`: the identity of each file (see `identity`), by address.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[2] = 2
    """Bump when the format changes."""
    edition: str
    day: date
    trust: dict[str, Any]
    items: dict[str, dict[str, dict[str, Any]]]
    own: dict[Address, tuple[tuple[str, str], ...]]
    ended: dict[Address, tuple[str, str]]
    copied: dict[Address, str]
    prose: tuple[str, ...]
    index: Annotated[str, AfterValidator(_an_index)]
    documents: tuple[list[Any], ...]
    neutral: tuple[str, ...]
    files: dict[Address, str]

    def to_json(self) -> bytes:
        return self.model_dump_json().encode("utf-8")

    def describes(self, site: Path) -> bool:
        """Whether every file of the manifest is in `site`, unchanged."""
        return all(identity(site, path) == known for path, known in self.files.items())


def manifest_path(site: Path) -> Path:
    """Return the path of a site's manifest: in a folder beside it, with the site's name."""
    return site.parent / "manifest" / f"{site.name}.json"


def read_manifest(path: Path) -> Manifest:
    """Read a manifest. Raises ManifestError."""
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise ManifestError(f"it has no manifest: {path} is missing") from error
    except OSError as error:
        raise ManifestError(f"{path} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise ManifestError(
            f"{path} is damaged, or was written by another version of lessonbank"
        ) from error


def item_data(item: Value) -> dict[str, Any]:
    """Convert an item or the trust to data for its model."""
    fields = item.model_dump(by_alias=True, exclude_defaults=True)
    data: dict[str, Any] = json.loads(json.dumps(fields, default=_written))
    return data


def _written(value: object) -> str:
    """Format a date or a time as in content files."""
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def identities(site: Path) -> dict[str, str]:
    """Return the identity of each file of a site, by address."""
    return {path: identity(site, path) or "" for path in files_below(site)}


def identity(site: Path, path: str) -> str | None:
    """Return a file's digest, or its size if it is named by its content; None without a file."""
    file = site / path
    try:
        if path.startswith(_NAMED_BY_CONTENT):
            return str(file.stat().st_size)
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


def files_below(site: Path) -> Iterator[str]:
    """Yield the address of each file of a site, sorted."""
    found = (file for file in site.rglob("*") if file.is_file())
    yield from sorted(file.relative_to(site).as_posix() for file in found)


Own = Mapping[str, tuple[tuple[str, str], ...]]
"""The kinds and ids of the items that each file exists for, by address."""
