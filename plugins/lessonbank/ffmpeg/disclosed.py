"""What the metadata of a film gives away about who made it, with what, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lessonbank.ffmpeg.streams import Tag

_KINDS = {
    "location": re.compile(r"location|gps|(?:^|\W)xyz$"),
    "device": re.compile(r"(?:^|\W)(?:make|model)|device|serial|firmware|camera|android"),
    "person": re.compile(r"artist|author|director|producer|owner|performer"),
}
_TELEMETRY = "GoPro MET"
"""The name of a track that holds the position at every second."""


def disclosed(tags: Iterable[Tag]) -> tuple[str, ...]:
    """Which of `location`, `device` and `person` they tell, in that order."""
    told = [tag for tag in tags if tag.value]
    found = {kind for kind, keys in _KINDS.items() for tag in told if keys.search(tag.key.lower())}
    if any(_TELEMETRY in tag.value for tag in told):
        found.add("location")
    return tuple(kind for kind in _KINDS if kind in found)
