"""Fields and settings that earlier versions had.

A check says that `lessonbank upgrade` mends them, and the upgrade renames or deletes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

PLUGIN = "plugin"
"""The place of the plugin's settings in mkdocs.yml."""
TRUST = "trust"


@dataclass(frozen=True, slots=True)
class Former:
    """A name that is unknown since version `until`, and what stands for it.

    `place` is a kind of item, `TRUST` or `PLUGIN`. `path` are the names from the top of the file;
    lists between them are passed through. `now` is its new name. Without one, it is deleted if
    its value is among `idle`, since that changes nothing; else `by_hand` says what to do.
    """

    until: str
    place: str
    path: tuple[str, ...]
    now: str | None = None
    idle: frozenset[str] = frozenset()
    by_hand: str = ""


FORMER: tuple[Former, ...] = (
    Former(
        "0.2.0",
        PLUGIN,
        ("enabled",),
        idle=frozenset({"true", "True", "TRUE", "yes", "Yes", "on", "On"}),
        by_hand="Delete it. To build without lessonbank, take it out of `plugins`.",
    ),
    Former(
        "0.2.0",
        PLUGIN,
        ("media_dir",),
        idle=frozenset({"media", "media/", "./media", "./media/"}),
        by_hand="Move the recordings into `media/`, and delete it.",
    ),
    Former(
        "0.2.0",
        PLUGIN,
        ("cache_dir",),
        idle=frozenset({".cache", ".cache/", "./.cache", "./.cache/"}),
        by_hand="Delete it, and the cache that lessonbank made there: it is in `.cache/` now.",
    ),
    Former(
        "0.2.0",
        "recording",
        ("transcript",),
        by_hand="Move it into the clips of this recording: each has a transcript of its own.",
    ),
)
"""The next renamed field is one entry here."""


def former(place: str, location: Sequence[str | int]) -> Former | None:
    """Return the former field at a location of a file, or None."""
    names = tuple(step for step in location if isinstance(step, str))
    return next((each for each in FORMER if (each.place, each.path) == (place, names)), None)


def advice(found: Former) -> str:
    """Return the fix for a former field."""
    if found.now is not None:
        return f"Run `lessonbank upgrade`: it is `{found.now}` since version {found.until}."
    if not found.idle:
        return f"{found.by_hand} `lessonbank upgrade` lists what changed in version {found.until}."
    return f"Run `lessonbank upgrade`: version {found.until} has no such setting."
