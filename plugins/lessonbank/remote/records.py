"""Read what a shared store records, which anybody may have written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from lessonbank.media.planning import Records
from lessonbank.media.recipe import SCHEMA
from lessonbank.media.store import Found, Stored
from lessonbank.remote.place import Place

_LARGEST_RECORD = 16_384
_LARGEST_FILE = {"mp4": 4 << 30, "webp": 64 << 20}
_DAY = 86_400
_SIDE = 16_383
NAME: Final = re.compile(
    r"(?:actions/[0-9a-f]{64}\.json|objects/([0-9a-f]{2})/\1[0-9a-f]{62}\.(?:mp4|webp))"
    r"(?:\.[0-9a-f]{8}\.part)?"
)
"""The names of files that lessonbank writes to a store."""

Side = Annotated[int, Field(ge=1, le=_SIDE)]
Decibels = Annotated[float, Field(ge=-200, le=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class _Output(_Strict):
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    ext: Literal["mp4", "webp"]
    bytes: Annotated[int, Field(ge=1)]
    width: Side
    height: Side
    duration: Annotated[float, Field(ge=0, le=_DAY)] | None


class _Levels(_Strict):
    stereo: bool
    stereo_gain: Decibels
    mono_gain: Decibels


class _Facts(_Strict):
    ffmpeg: Annotated[str, StringConstraints(pattern=r"^[\x20-\x7e]{0,200}$")]
    levels: _Levels | None = None


class _Record(_Strict):
    version: Annotated[int, Field(alias="schema", ge=SCHEMA, le=SCHEMA)]
    outputs: Annotated[tuple[_Output, ...], Field(min_length=1, max_length=2)]
    facts: _Facts


def record_name(key: str) -> str:
    """Return the name of an action's record in a store."""
    return f"actions/{key}.json"


def object_name(stored: Stored) -> str:
    """Return the name of an object in a store."""
    return f"objects/{stored.sha256[:2]}/{stored.sha256}.{stored.ext}"


def read_record(data: bytes) -> Found | None:
    """Return the action that a record describes, or None if it is faulty in any way."""
    if len(data) > _LARGEST_RECORD:
        return None
    try:
        record = _Record.model_validate_json(data)
    except ValidationError:
        return None
    outputs = tuple(Stored(**output.model_dump()) for output in record.outputs)
    if any(stored.bytes > _LARGEST_FILE[stored.ext] for stored in outputs):
        return None
    if any((stored.ext == "mp4") != (stored.duration is not None) for stored in outputs):
        return None
    return Found(outputs, record.facts.model_dump(exclude_unset=True))


class SharedRecords:
    """The records of a shared store, each read once.

    `listed` are the sizes of the store's files by name. Without it, all objects count as there.
    `faulty` are the names of records that cannot be used.
    """

    def __init__(self, place: Place, listed: Mapping[str, int] | None = None) -> None:
        self.faulty: set[str] = set()
        self._place = place
        self._listed = listed
        self._read: dict[str, Found | None] = {}

    def find(self, key: str) -> Found | None:
        """Return the recorded action, or None. Raise RemoteError."""
        if key not in self._read:
            self._read[key] = self._found(record_name(key))
        return self._read[key]

    def missing(self, found: Found, *, verify: bool = False) -> Sequence[Stored]:  # noqa: ARG002
        """Return the outputs that are missing or of the wrong size."""
        if self._listed is None:
            return []
        return [out for out in found.outputs if self._listed.get(object_name(out)) != out.bytes]

    def _found(self, name: str) -> Found | None:
        if self._listed is not None and name not in self._listed:
            return None
        data = self._place.read(name, _LARGEST_RECORD)
        found = None if data is None else read_record(data)
        if data is not None and found is None:
            self.faulty.add(name)
        return found


class Both:
    """The records of the cache here and, for what that lacks, of a shared store."""

    def __init__(self, here: Records, shared: Records) -> None:
        self._here = here
        self._shared = shared

    def find(self, key: str) -> Found | None:
        """Return the recorded action of the cache if it is whole, else that of the store."""
        found = self._here.find(key)
        if found and not self._here.missing(found):
            return found
        return self._shared.find(key)

    def missing(self, found: Found, *, verify: bool = False) -> Sequence[Stored]:
        """Return the outputs that neither has."""
        here = self._here.missing(found, verify=verify)
        return self._shared.missing(found, verify=verify) if here else []
