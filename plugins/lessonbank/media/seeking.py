"""Find where to start reading a recording so that a cut is complete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lessonbank.ffmpeg.errors import FfmpegError
from lessonbank.ffmpeg.packets import Packet, Reading, read_packets
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import CancelToken
from lessonbank.media.job import ClipJob

# Seconds before the in-point to try for a key frame, nearest first. The first lets audio decoders
# settle, and covers containers that store sound after its picture.
_STEPS_BACK = (1.0, 12.0, 60.0, 300.0)
# Seconds to read after the in-point, since frames are stored slightly out of order.
_AHEAD = 1.0
_SAME = 0.0005
# Seconds that a container may overstate a recording's length.
_SPARE = 1.0


@dataclass(frozen=True)
class Entry:
    """Where to start decoding for a cut, in seconds of the recording's clock.

    `origin` is the start of that clock in the container's times. Reading starts at the key frame
    before `seek`, or at the start of the file if None. `frame` is the filming time of the cut's
    first frame: the one on show at the in-point, or the recording's first if it starts later.
    """

    origin: float
    seek: float | None
    frame: float


def find_entry(
    ffmpeg: Ffmpeg, job: ClipJob, *, token: CancelToken | None = None, timeout: float
) -> Entry:
    """Read packets around the in-point from further and further back until the cut is complete.

    A container's index may be wrong or missing, so a start is trusted only if reading from further
    back finds the same frames at the same times. Raises FfmpegError if there is no picture.
    """
    footage, path = job.source.footage, job.source.path
    if path is None:
        raise ValueError(f"the recording of {job.id} has no file")
    sound = [] if footage.audio_stream is None else [footage.audio_stream]
    streams = [footage.video_stream, *sound]

    def read(seek: float | None, until: float) -> Reading:
        return read_packets(
            ffmpeg, path, streams, seek=seek, until=until, timeout=timeout, token=token
        )

    seek, reading = _place(job, read)
    # Older locks hold the container's length, which may be wrong.
    ends = footage.duration if footage.is_complete else _last(read(seek, job.end))
    _require_end(job, ends)
    return _entry(job, seek, reading)


def _place(
    job: ClipJob, read: Callable[[float | None, float], Reading]
) -> tuple[float | None, Reading]:
    """Return the nearest start that is confirmed, and its packets; None means the file's start."""
    nearer: tuple[float | None, Reading] | None = None
    backs = [back for back in _STEPS_BACK if back < job.start]
    for seek in (*(job.start - back for back in backs), *([None] if backs else [])):
        reading = read(seek, job.start + _AHEAD)
        if nearer and _agree(nearer[1], reading, job):
            return nearer
        nearer = (seek, reading) if _is_whole(reading, job) else None
    return None, read(None, job.end)


def _is_whole(reading: Reading, job: ClipJob) -> bool:
    """Return whether decoding from there gives picture and sound at the in-point."""
    sounds = job.source.footage.audio_stream is None or (
        bool(reading.sound) and min(packet.time for packet in reading.sound) <= job.start
    )
    return sounds and any(packet.time <= job.start for packet in _decodable(reading))


def _agree(near: Reading, far: Reading, job: ClipJob) -> bool:
    """Return whether both have the same frames around the in-point."""
    seen = {(packet.checksum, packet.time) for packet in far.picture}
    around = [p for p in _decodable(near) if p.time <= job.start]
    return near.origin == far.origin and all((p.checksum, p.time) in seen for p in around)


def _decodable(reading: Reading) -> list[Packet]:
    """Return the frames shown from the first key frame on; earlier ones lack their references."""
    first = next((packet.time for packet in reading.picture if packet.is_key), None)
    return [] if first is None else [p for p in reading.picture if p.time >= first]


def _last(reading: Reading) -> float:
    """Return the end of the last picture or sound packet in seconds."""
    packets = (*reading.picture, *reading.sound)
    return max((packet.time + packet.duration for packet in packets), default=0.0)


def _require_end(job: ClipJob, ends: float) -> None:
    """Raise FfmpegError if the cut ends well after the last picture and sound."""
    if ends < job.end - _SPARE:
        raise FfmpegError(
            f"The recording ends after {ends:.2f} seconds, before the clip does ({job.end:g}).",
            fix="Play the recording to its end; copy it again if it was cut off, or move the "
            "clip's out-point.",
        )


def _entry(job: ClipJob, seek: float | None, reading: Reading) -> Entry:
    times = [packet.time for packet in _decodable(reading)]
    if not times:
        raise FfmpegError(
            f"The recording has no picture before {job.end:g} seconds, where the clip ends.",
            fix="Move the clip to where there is a picture.",
        )
    before = [time for time in times if time <= job.start + _SAME]
    return Entry(reading.origin, seek, max(before) if before else min(times))
