"""The recall list: a signed file that hides withdrawn items in packs that were handed out.

It holds digests, so it names nothing. Pages opened from a folder can load scripts only: so the file
is a script that hands one JSON value to a function of the pack.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lessonbank.files import atomic
from lessonbank.files.regular import read_regular, refuse_links
from lessonbank.packs.errors import PackError
from lessonbank.packs.keys import SecretKey, is_signed
from lessonbank.packs.layout import RECALL

LARGEST = 4_000_000
"""Bytes of a list at most; `pack-list.js` has the same limit."""
_BEFORE, _AFTER = "lessonbankRecall(", ");"
_DIGITS = 32
_SHOWN_DIGITS = 12

Hex64 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Digest = Annotated[str, Field(pattern=f"^[0-9a-f]{{{_DIGITS}}}$")]


def digest(bank: str, edition: str, kind: str, id_: str, shown: str = "") -> str:
    """Return the digest by which a list knows an item of an edition.

    `bank` is its public key. `shown` is what is shown of a recording (see `shown_of`): so a list
    may recall a former version and not the one of today.
    """
    said = json.dumps([bank, edition, kind, id_, shown])
    return hashlib.sha256(said.encode()).hexdigest()[:_DIGITS]


def shown_of(recording: Mapping[str, Any]) -> str:
    """Return a digest of the fields that decide what is shown of a recording, and by what right."""
    names = ("media", "described", "redactions", "permission")
    fields = {name: recording.get(name) for name in names}
    written = json.dumps(fields, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:_SHOWN_DIGITS]


class RecallList(BaseModel):
    """The digests of withdrawn items. A list replaces those with a lower serial number."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    """Bump when the format changes."""
    bank: Hex64
    serial: int = Field(ge=1, lt=2**53)
    day: date
    items: tuple[Digest, ...] = ()

    def signed(self, key: SecretKey) -> SignedList:
        text = self.model_dump_json()
        return SignedList(list=text, signature=key.sign(text))


class SignedList(BaseModel):
    """The text of a list as it was signed, and its signature."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    list: str
    signature: Annotated[str, Field(pattern="^[0-9a-f]{128}$")]

    def written(self) -> bytes:
        """Return the script `recall.js`."""
        return f"{_BEFORE}{json.dumps(self.model_dump())}{_AFTER}\n".encode()

    def checked(self, bank: str) -> RecallList:
        """Return the list if the bank with this public key signed it. Raise PackError."""
        if not is_signed(self.list, self.signature, bank):
            raise PackError("The recall list is not signed by this bank, or it was changed.")
        try:
            found = RecallList.model_validate_json(self.list)
        except ValidationError as error:
            raise PackError("The recall list is of another version of lessonbank.") from error
        if found.bank != bank:
            raise PackError("The recall list is for another bank.")
        return found


def first_list(key: SecretKey, day: date) -> SignedList:
    """Return a new bank's list, which recalls nothing."""
    return RecallList(bank=key.public, serial=1, day=day).signed(key)


def next_list(former: RecallList, items: Iterable[str], key: SecretKey, day: date) -> SignedList:
    """Return the list that follows another."""
    items = tuple(sorted({*items}))
    serial = former.serial + 1
    return RecallList(bank=former.bank, serial=serial, day=day, items=items).signed(key)


def read_list(file: Path) -> SignedList:
    """Read `recall.js`, or the JSON in it. Raise PackError and FileNotFoundError."""
    try:
        data = read_regular(file.absolute().parent, file.name, LARGEST + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise PackError(f"{file} cannot be read: {error.strerror}.") from error
    try:
        return parsed(data)
    except ValueError as error:
        raise PackError(f"{file} is damaged, or it is no recall list.") from error


def parsed(data: bytes) -> SignedList:
    """Return the signed list of a file's bytes. Raise ValueError."""
    if len(data) > LARGEST:
        raise ValueError("too large")
    text = data.decode("utf-8").strip()
    if text.startswith(_BEFORE) and text.endswith(_AFTER):
        text = text.removeprefix(_BEFORE).removesuffix(_AFTER)
    return SignedList.model_validate_json(text)


@dataclass(frozen=True, slots=True)
class BankList:
    """The public key of a bank, and its recall list of today."""

    key: str
    signed: SignedList

    @property
    def list(self) -> RecallList:
        """Return the list. Raise PackError if it is not the bank's."""
        return self.signed.checked(self.key)

    def bring(self, folder: Path, *, is_pack: bool) -> None:
        """Bring the list into the pack in `folder`, unless a newer one is there.

        A file that is no list is replaced only where `is_pack` says that the folder is ours. Raise
        PackError and OSError.
        """
        place = folder / RECALL
        try:
            there = read_list(place)
        except FileNotFoundError:
            there = None
        except PackError:
            if not is_pack:
                raise
            there = None
        if self._serial(there) < self.list.serial:
            refuse_links(folder, RECALL)
            atomic.write_bytes(place, self.signed.written())

    def _serial(self, signed: SignedList | None) -> int:
        """Return the serial number of a list of this bank; 0 for any other."""
        try:
            return signed.checked(self.key).serial if signed else 0
        except PackError:
            return 0
