"""The manifest of a site: what each of its files is there for, and what its items say.

By it an item can be taken out of the site without compiling anything, and that nothing is left of
it can be proved. It names people and holds every text of the edition, so it lies beside a site and
never in one.
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
"""Files there are known by their names and sizes: they are large."""


class ManifestError(Exception):
    """The manifest cannot be used; the message says why in plain words."""


def _within(path: str) -> str:
    """An address below the site's root: whatever else a manifest names is not touched."""
    if path.startswith("/") or "\\" in path or not {".", "..", ""}.isdisjoint(path.split("/")):
        raise ValueError("not below the site")
    return path


def _an_index(path: str) -> str:
    if path and not (path.startswith("assets/find/") and _within(path.rstrip("/"))):
        raise ValueError("not the folder of an index")
    return path


Address = Annotated[str, AfterValidator(_within)]


class Manifest(BaseModel):
    """What is known of one built site. Addresses are counted from the site's root.

    `items` are those of the edition by kind and id, as data that their models read; `trust` is the
    trust in the same way, with the policy that was in force. `own` names the items that a file is
    there for alone, `ended` the item that was at the address of a page that says no more than that
    it is no longer available. `copied` is the file of the project that a file is made of alone,
    `prose` the Markdown of pages that are about no item. `documents` are what the Find page
    searches, `index` the folder of their index. `neutral` is the page for what is no longer
    available, for each depth of folders. `files` is what identifies each file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    """Raised when an older program's manifest says something else than a new one's."""
    edition: str
    day: date
    trust: dict[str, Any]
    items: dict[str, dict[str, dict[str, Any]]]
    own: dict[Address, tuple[tuple[str, str], ...]]
    ended: dict[Address, tuple[str, str]]
    copied: dict[Address, str]
    prose: tuple[str, ...]
    language: str
    index: Annotated[str, AfterValidator(_an_index)]
    documents: tuple[list[Any], ...]
    neutral: tuple[str, ...]
    files: dict[Address, str]

    def to_json(self) -> bytes:
        return self.model_dump_json().encode("utf-8")

    def describes(self, site: Path) -> bool:
        """Whether every file that the manifest knows is in `site` as it was then."""
        return all(identity(site, path) == known for path, known in self.files.items())


def manifest_path(site: Path) -> Path:
    """Where the manifest of a site lies: in a folder beside it, under the site's name."""
    return site.parent / "manifest" / f"{site.name}.json"


def read_manifest(path: Path) -> Manifest:
    """Raises ManifestError."""
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise ManifestError(f"there is no manifest of it: {path} is missing") from error
    except OSError as error:
        raise ManifestError(f"{path} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise ManifestError(
            f"{path} is damaged, or was written by another version of lessonbank"
        ) from error


def item_data(item: Value) -> dict[str, Any]:
    """The item, or the trust, as data that its model reads again."""
    fields = item.model_dump(by_alias=True, exclude_defaults=True)
    data: dict[str, Any] = json.loads(json.dumps(fields, default=_written))
    return data


def _written(value: object) -> str:
    """A day or a time of day as content has it."""
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def identities(site: Path) -> dict[str, str]:
    """What identifies each file of a site, by its address."""
    return {path: identity(site, path) or "" for path in files_below(site)}


def identity(site: Path, path: str) -> str | None:
    """The digest of a file, or the size of one that is named by its content; None without it."""
    file = site / path
    try:
        if path.startswith(_NAMED_BY_CONTENT):
            return str(file.stat().st_size)
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


def files_below(site: Path) -> Iterator[str]:
    """The address of each file of a site, sorted."""
    found = (file for file in site.rglob("*") if file.is_file())
    yield from sorted(file.relative_to(site).as_posix() for file in found)


Own = Mapping[str, tuple[tuple[str, str], ...]]
"""The kinds and ids of the items that each file is there for alone, by its address."""
