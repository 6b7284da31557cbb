"""The content-addressed store: actions (key to outputs) and objects (digest to bytes)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lessonbank.files import atomic
from lessonbank.files.fingerprint import fingerprint
from lessonbank.files.locks import shared_use
from lessonbank.files.scratch import scratch
from lessonbank.media.recipe import SCHEMA

PUBLISHED_DIGITS = 20
_PATIENCE = 600
"""Seconds to wait for a running purge."""


@dataclass(frozen=True)
class Stored:
    """An object in the store. `duration` in seconds, None for a still."""

    sha256: str
    ext: str
    bytes: int
    width: int
    height: int
    duration: float | None = None

    @property
    def published(self) -> str:
        """The file name in a site: short, lower case, derived from the bytes."""
        return f"{self.sha256[:PUBLISHED_DIGITS]}.{self.ext}"


@dataclass(frozen=True)
class Found:
    """A recorded action: its outputs, and facts such as the ffmpeg version."""

    outputs: tuple[Stored, ...]
    facts: Mapping[str, Any]


class Store:
    """A folder that several processes may use at once: every file in it appears complete."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._actions = str(root / "actions")
        self._objects = str(root / "objects")

    def path(self, stored: Stored) -> Path:
        """Return the path of an object."""
        return Path(self._name(stored))

    def record_path(self, key: str) -> Path:
        """Return the path of an action's record."""
        return Path(self._actions, f"{key}.json")

    def find(self, key: str) -> Found | None:
        """Return the recorded action, or None; its objects may be missing."""
        try:
            with open(f"{self._actions}/{key}.json", "rb") as file:  # noqa: PTH123  called often
                record = json.load(file)
            outputs = tuple(Stored(**output) for output in record["outputs"])
            return Found(outputs, record["facts"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            return None  # An older or damaged record: run the action again.

    def missing(self, found: Found, *, verify: bool = False) -> list[Stored]:
        """Return the outputs that are missing or of the wrong size; `verify` compares bytes."""
        return [output for output in found.outputs if not self._has(output, verify=verify)]

    def adopt(
        self, file: Path, *, ext: str, size: tuple[int, int], duration: float | None = None
    ) -> Stored:
        """Move a finished file into the store under its digest."""
        width, height = size
        stored = Stored(
            fingerprint(file), ext, file.stat().st_size, width, height, duration=duration
        )
        self.take(file, stored)
        return stored

    def take(self, file: Path, stored: Stored) -> None:
        """Move a checked file into the store as this object."""
        atomic.flush(file)
        target = self.path(stored)
        target.parent.mkdir(parents=True, exist_ok=True)
        atomic.replace(file, target)

    def record(self, key: str, outputs: Sequence[Stored], facts: Mapping[str, Any]) -> None:
        """Record the outputs of an action, which marks it as done."""
        atomic.write_bytes(self.record_path(key), record_of(Found(tuple(outputs), facts)))

    @contextmanager
    def working_folder(self) -> Iterator[Path]:
        """Create a temporary folder on the store's disk; see `scratch`.

        Block purges of the store while it is in use.
        """
        with (
            shared_use(self.root, "an encoding", wait=_PATIENCE),
            scratch(self.root / "tmp") as folder,
        ):
            yield folder

    def _name(self, stored: Stored) -> str:
        return f"{self._objects}/{stored.sha256[:2]}/{stored.sha256}.{stored.ext}"

    def _has(self, stored: Stored, *, verify: bool) -> bool:
        name = self._name(stored)
        try:
            if os.stat(name).st_size != stored.bytes:  # noqa: PTH116  called often
                return False
        except FileNotFoundError:
            return False
        return not verify or fingerprint(Path(name)) == stored.sha256


def record_of(found: Found) -> bytes:
    """Return the file that records an action."""
    record = {
        "schema": SCHEMA,
        "outputs": [asdict(output) for output in found.outputs],
        "facts": dict(found.facts),
    }
    return (json.dumps(record, indent=1, sort_keys=True) + "\n").encode()
