"""The ledger: the packs that were made, so that they can be asked back.

It names permissions, recordings and clips by id, and no person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lessonbank.bank import Clip, Recording
from lessonbank.files import atomic
from lessonbank.files.locks import exclusive_lock
from lessonbank.files.regular import read_regular
from lessonbank.outputs import Manifest
from lessonbank.packs.errors import PackError
from lessonbank.packs.facts import Facts, permissions_of
from lessonbank.packs.recall_list import BankList, SignedList, shown_of

LEDGER = "packs.json"
"""The ledger's path from the project's root."""
_LARGEST = 64_000_000
_PATIENCE = 60


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
    """Digests of the shown parts of each recording and of its permission (see `shown_of`)."""
    clips: tuple[str, ...]


class Ledger(BaseModel):
    """Every pack that was made, in order of time, and the bank's recall list.

    `key` is the public key of that list; packs hold it too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = ""
    recall: SignedList | None = None
    packs: tuple[Entry, ...] = ()

    @property
    def bank_list(self) -> BankList | None:
        """The bank's recall list; None until it has a key."""
        return BankList(self.key, self.recall) if self.recall else None


def entry_of(facts: Facts, manifest: Manifest) -> Entry:
    """Return the entry of a pack of the site with this manifest, with no copy yet."""
    recordings = manifest.items.get(Recording.kind, {})
    return Entry(
        id=facts.id,
        edition=facts.edition,
        built=facts.built,
        expires=facts.expires,
        label=facts.label,
        copies=0,
        permissions=tuple(sorted(permissions_of(manifest))),
        recordings={id_: shown_of(recordings[id_]) for id_ in sorted(recordings)},
        clips=tuple(sorted(manifest.items.get(Clip.kind, {}))),
    )


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

    def counted(ledger: Ledger) -> Ledger:
        known = _find(ledger, entry.id)
        copies = known.copies if known else 0
        copies += not (is_counted and copies)
        return _with(ledger, entry.model_copy(update={"copies": copies}))

    change(root, counted)


def retire(root: Path, id_: str) -> None:
    """Count one copy of a pack less, after it was updated. Raise PackError and OSError."""

    def counted(ledger: Ledger) -> Ledger:
        old = _find(ledger, id_)
        if old is None:
            return ledger
        return _with(ledger, old.model_copy(update={"copies": max(old.copies - 1, 0)}))

    change(root, counted)


def _find(ledger: Ledger, id_: str) -> Entry | None:
    return next((each for each in ledger.packs if each.id == id_), None)


def _with(ledger: Ledger, entry: Entry) -> Ledger:
    packs = {each.id: each for each in ledger.packs} | {entry.id: entry}
    return ledger.model_copy(update={"packs": tuple(packs.values())})


def change(root: Path, to: Callable[[Ledger], Ledger]) -> Ledger:
    """Write the ledger that `to` makes of the one that is there, and return it.

    Raise PackError and OSError.
    """
    lock = root / "build" / f".{LEDGER}.lock"
    with exclusive_lock(lock, "lessonbank pack", wait=_PATIENCE):
        ledger = to(read_ledger(root))
        atomic.write_text(root / LEDGER, f"{ledger.model_dump_json(indent=1)}\n")
        return ledger
