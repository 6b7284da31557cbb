"""Read the packets of a film and their times from its container, without decoding."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from lessonbank.ffmpeg.inputs import LIMITS, Limits, file_url, input_args
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import CancelToken, run

# `copyts` keeps the container's times, whichever streams are read and wherever reading starts;
# without it ffmpeg closes gaps.
OWN_TIMES = "-copyts"


class Packet(NamedTuple):
    """A coded frame: its time and duration in seconds, and the checksum of its bytes."""

    time: float
    duration: float
    is_key: bool
    checksum: str


@dataclass(frozen=True)
class Reading:
    """Packets in the recording's clock, which is 0 at the earliest start of its streams.

    `origin` is that start in the container's times. `backwards` are the times at which a stream's
    clock jumped back.
    """

    origin: float
    picture: tuple[Packet, ...]
    sound: tuple[Packet, ...]
    backwards: tuple[float, ...]


def read_packets(
    ffmpeg: Ffmpeg,
    path: Path,
    streams: Sequence[int],
    *,
    seek: float | None = None,
    until: float | None = None,
    timeout: float,
    token: CancelToken | None = None,
    limits: Limits = LIMITS,
) -> Reading:
    """Read the packets of a picture stream and, if `streams` has two, of a sound stream.

    Start at `seek` and stop at `until`, in seconds of the recording's clock. Raises FfmpegError.
    """
    with tempfile.TemporaryDirectory(prefix="lessonbank-") as folder:
        listing = Path(folder) / "packets"
        spans = [*seek_args(seek), *([] if until is None else ["-to", f"{until:.3f}"])]
        picks = [part for stream in streams for part in ("-map", f"0:{stream}")]
        copy = [
            "-c",
            "copy",
            "-copypriorss",
            "1",
            "-bsf:v",
            _AS_THEY_ARE,
            "-f",
            "framecrc",
            file_url(listing),
        ]
        args = ["-y", OWN_TIMES, *spans, *input_args(path, limits), *picks, *copy]
        said = run(ffmpeg, args, timeout=timeout, token=token, limits=limits, keep=_KEPT_LINES)
        with listing.open(encoding="utf-8", errors="replace") as lines:
            return _reading(said, lines)


def seek_args(seek: float | None) -> list[str]:
    """Return input options that start at the key frame before `seek` and keep every packet."""
    return [] if seek is None else ["-noaccurate_seek", "-ss", f"{seek:.3f}"]


_ORIGIN = re.compile(r"^\s+Duration: [^,]+, start: (-?[\d.]+)")
_TIME_BASE = re.compile(r"#tb (\d): (\d+)/(\d+)")
_PACKET = re.compile(
    r"(\d), *(-?\d+), *(-?\d+), *(-?\d+), *\d+, *(0x[0-9a-f]+)(?:, F=(0x[0-9A-F]+))?"
)
_SOUND_SET_BACK = re.compile(r"(?:stream |st#)\d+:1.*previous: (-?\d+), current: (-?\d+)")
# Pictures are stored out of order, by several seconds if the frame rate is low.
_SET_BACK, _REORDERED = 1.0, 10.0
_KEY, _NO_TIME = 1, -(1 << 63)
_KEPT_LINES = 200_000


# Muxers shift presentation times if decoding times do not rise; some containers lack the latter.
# Without a presentation time, the decoding time serves as well.
_AS_THEY_ARE = "setts=pts='if(eq(PTS,NOPTS),DTS,PTS)':dts=N-1000000000"


def _reading(said: Sequence[str], lines: Iterable[str]) -> Reading:
    origin = next((float(found[1]) for line in said if (found := _ORIGIN.match(line))), 0.0)
    bases: dict[str, Fraction] = {}
    streams: dict[str, list[Packet]] = {"0": [], "1": []}
    for line in lines:
        if found := _PACKET.match(line):
            number, dts, pts, duration, checksum, flags = found.groups()
            # Containers without presentation times give decoding times, or none.
            ticks = next((time for time in (int(pts), int(dts)) if time != _NO_TIME), None)
            if ticks is not None:
                base, is_key = bases[number], flags is None or bool(int(flags, 16) & _KEY)
                time, lasts = float(ticks * base) - origin, float(int(duration) * base)
                streams[number].append(Packet(round(time, 6), lasts, is_key, checksum))
        elif base_ := _TIME_BASE.match(line):
            bases[base_[1]] = Fraction(int(base_[2]), int(base_[3]))
    picture, sound = tuple(streams["0"]), tuple(streams["1"])
    backwards = [
        *(a.time for a, b in pairwise(picture) if a.time - b.time > _REORDERED),
        *(round(float(at * bases["1"]) - origin, 3) for at in _set_back(said, bases)),
    ]
    return Reading(origin, picture, sound, tuple(sorted(backwards)))


def _set_back(said: Sequence[str], bases: Mapping[str, Fraction]) -> Iterator[int]:
    """Yield the times at which the sound's clock jumped back, from ffmpeg's messages."""
    for line in said:
        if found := _SOUND_SET_BACK.search(line):
            before, after = int(found[1]), int(found[2])
            if (before - after) * bases["1"] > _SET_BACK:
                yield before
