"""A copy of the bank to take offline, as the trust offers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OFFLINE = "offline.html"
"""The address of the page that offers it."""


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A zip to download from its `url`; the size is in words."""

    name: str
    url: str
    size: str


@dataclass(frozen=True, slots=True)
class OfflineCopy:
    """The zips of one pack: `expires` is the last day on which it may be used."""

    edition: str
    files: tuple[OfferedFile, ...]
    built: date
    expires: date
    size: str
    """The size of all zips, in words."""
