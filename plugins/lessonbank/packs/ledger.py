"""The ledger: the packs that were made, so that they can be asked back.

It names permissions, recordings and clips by id, and no person.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lessonbank.bank import Clip, Recording
from lessonbank.files import atomic
from lessonbank.files.locks import exclusive_lock
from lessonbank.files.regular import read_regular
from lessonbank.outputs import Manifest
from lessonbank.packs.errors import PackError
from lessonbank.packs.facts import Facts, permissions_of

LEDGER = "packs.json"
"""The ledger's path from the project's root."""
_LARGEST = 64_000_000
_PATIENCE = 60
_DIGITS = 12


class Entry(BaseModel):
    """One pack: whom it went to, how long it may be used and what is in it.

    `copies` are the folders and zips that were made of it and not updated since.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    edition: str
    built: date
    expires: date
    label: str
    copies: int = Field(ge=0)
    permissions: tuple[str, ...]
    recordings: Mapping[str, str]
    """What is shown of each recording, as a digest of its films and redactions."""
    clips: tuple[str, ...]


class Ledger(BaseModel):
    """Every pack that was made, in order of time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    packs: tuple[Entry, ...] = ()


def entry_of(facts: Facts, manifest: Manifest) -> Entry:
    """Return the entry of a pack of the site with this manifest, with no copy yet."""
    return Entry(
        id=facts.id,
        edition=facts.edition,
        built=facts.built,
        expires=facts.expires,
        label=facts.label,
        copies=0,
        permissions=tuple(sorted(permissions_of(manifest))),
        recordings={
            id_: shown_of(data)
            for id_, data in sorted(manifest.items.get(Recording.kind, {}).items())
        },
        clips=tuple(sorted(manifest.items.get(Clip.kind, {}))),
    )


def shown_of(recording: Mapping[str, Any]) -> str:
    """Return a digest of the fields that decide which bytes of a recording are shown."""
    fields = {name: recording.get(name) for name in ("media", "described", "redactions")}
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:_DIGITS]


def read_ledger(root: Path) -> Ledger:
    """Read the ledger of the project in `root`. Raise PackError."""
    try:
        return Ledger.model_validate_json(read_regular(root, LEDGER, _LARGEST))
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        raise PackError(f"{LEDGER} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        raise PackError(
            f"{LEDGER} is damaged. Take its last good version from git, then run this again."
        ) from error


def record(root: Path, entry: Entry, *, is_counted: bool = False) -> None:
    """Count a copy of the pack, before it is made; `is_counted` says that it may be counted.

    Raise PackError and OSError.
    """
    with _writing(root) as packs:
        known = packs.get(entry.id)
        copies = known.copies if known else 0
        copies += not (is_counted and copies)
        packs[entry.id] = entry.model_copy(update={"copies": copies})


def retire(root: Path, id_: str) -> None:
    """Count one copy of a pack less, after it was updated. Raise PackError and OSError."""
    with _writing(root) as packs:
        if old := packs.get(id_):
            packs[id_] = old.model_copy(update={"copies": max(old.copies - 1, 0)})


@contextmanager
def _writing(root: Path) -> Iterator[dict[str, Entry]]:
    """Yield the packs by id, and write them at the end."""
    lock = root / "build" / f".{LEDGER}.lock"
    with exclusive_lock(lock, "lessonbank pack", wait=_PATIENCE):
        packs = {each.id: each for each in read_ledger(root).packs}
        yield packs
        ledger = Ledger(packs=tuple(packs.values()))
        atomic.write_text(root / LEDGER, f"{ledger.model_dump_json(indent=1)}\n")
