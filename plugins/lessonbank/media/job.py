"""What the media room is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lessonbank.bank import Redactions
from lessonbank.ffmpeg.footage import Footage


@dataclass(frozen=True)
class Source:
    """A recording: its facts, and its file if it is here. Cached work needs no file.

    No link below `root` is followed to the file.
    """

    path: Path | None
    footage: Footage
    root: Path | None = None


HELD_LEEWAY = 1.0
"""Seconds by which a frame may be on show for longer than the facts of its recording say."""


@dataclass(frozen=True)
class ClipJob:
    """A cut of a recording. `start` and `end` in seconds of the recording's clock.

    `stills` are seconds of the clip's own clock; `poster` too, or None to look for a good frame.
    `redactions` are in the clip's own clock as well: those that touch it, and boxes at negative
    times that a frame was filmed under which may still be on show at the in-point.
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
