"""Jobs: the cuts to make from recordings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lessonbank.bank import Redactions
from lessonbank.ffmpeg.footage import Footage


@dataclass(frozen=True)
class Source:
    """A recording: its facts, and its file if present. Cached results need no file.

    Links between `root` and the file are not followed.
    """

    path: Path | None
    footage: Footage
    root: Path | None = None


HELD_LEEWAY = 1.0
"""Seconds that a frame may be shown longer than the `longest_frame` of its recording."""


@dataclass(frozen=True)
class ClipJob:
    """A cut of a recording. `start` and `end` in seconds of the recording's clock.

    `stills` and `poster` are in seconds of the clip's clock; a `poster` of None means the first
    good frame. `redactions` are in the clip's clock too. They include boxes at negative times, if
    a frame filmed under them may still be on show at the in-point.
    """

    id: str
    source: Source
    start: float
    end: float
    stills: tuple[float, ...] = ()
    poster: float | None = None
    redactions: Redactions = field(default_factory=Redactions)

    @property
    def duration(self) -> float:
        """Length in seconds, to the millisecond."""
        return round(self.end - self.start, 3)
