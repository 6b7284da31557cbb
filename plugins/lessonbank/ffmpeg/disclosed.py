"""Detect metadata of a film that discloses a location, a device or a person."""

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
"""The name of GoPro's track of positions, one each second."""


def disclosed(tags: Iterable[Tag]) -> tuple[str, ...]:
    """Return which of `location`, `device` and `person` the tags disclose, in that order."""
    filled = [tag for tag in tags if tag.value]
    found = {
        kind for kind, keys in _KINDS.items() for tag in filled if keys.search(tag.key.lower())
    }
    if any(_TELEMETRY in tag.value for tag in filled):
        found.add("location")
    return tuple(kind for kind in _KINDS if kind in found)
