"""Probe a recording with ffmpeg, and reject files that are not usable recordings."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from lessonbank.ffmpeg.errors import FfmpegError, ProbeError
from lessonbank.ffmpeg.inputs import LIMITS, Limits, input_args
from lessonbank.ffmpeg.packets import Reading, read_packets
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import run
from lessonbank.ffmpeg.streams import AudioStream, Probe, VideoStream, read_report
from lessonbank.files.pointers import FETCH

_TIMEOUT = 60.0
_CHECKED_FRAMES = 250
# Seconds that a file may be shorter than its container says.
_CUT_OFF = 1.0
# Camcorders do not record the field order.
_CAMCORDER_CONTAINERS = {"mpegts", "mpeg", "dv", "mxf"}
# Containers with a clock and no index: recordings can be concatenated as bytes.
_TRANSPORTS = {"mpegts", "mpeg"}
_CAMCORDER_CODECS = {"dvvideo", "mpeg2video"}
_EXPORT = "Open it in VLC or on the device it came from, and export it as MP4 (H.264)."


def read_streams(ffmpeg: Ffmpeg, path: Path, limits: Limits = LIMITS) -> Probe:
    """Read the streams that the container lists. Raises ProbeError if it cannot be opened."""
    # The ffmetadata output needs no stream, so this succeeds for every file that opens.
    args = [*input_args(path, limits), "-f", "ffmetadata", "-y", os.devnull]
    try:
        lines = run(ffmpeg, args, timeout=_TIMEOUT, limits=limits, keep=5000)
    except FfmpegError as error:
        raise _unopened(path, error) from error
    probe = read_report(lines)
    if probe is None:
        raise ProbeError(f"{path.name} cannot be read as a video.", fix=_EXPORT, tail=tuple(lines))
    return probe


def probe(ffmpeg: Ffmpeg, path: Path, limits: Limits = LIMITS) -> Probe:
    """Probe a recording; measure its duration, and detect its field order from frames.

    Raises ProbeError if it cannot be opened or decoded, has no picture or exceeds `limits`.
    """
    found = read_streams(ffmpeg, path, limits)
    _require_picture(path, found)
    _require_size(path, found, limits)
    if found.duration is not None:
        _require_duration(path, found, limits)
    found = _timed(ffmpeg, path, found, limits)
    _require_duration(path, found, limits)
    order = _field_order(ffmpeg, path, found, limits)
    picked = best_video(found)
    videos = (replace(v, field_order=order) if v is picked else v for v in found.video)
    return replace(found, video=tuple(videos))


def best_video(found: Probe) -> VideoStream:
    """Return the picture to show: a default stream first, then the largest, then the first."""
    return max(found.video, key=lambda v: (v.default, v.width * v.height, -v.index))


def best_audio(found: Probe) -> AudioStream | None:
    """Return the sound to play: a default stream first, then the highest rate, or None."""
    return max(found.audio, key=lambda a: (a.default, a.rate, -a.index), default=None)


def _require_picture(path: Path, found: Probe) -> None:
    if not found.video:
        what = "only sound" if found.audio else "no picture"
        raise ProbeError(f"{path.name} holds {what}.", fix="Use the file that holds the picture.")


def _require_size(path: Path, found: Probe, limits: Limits) -> None:
    if found.streams > limits.streams:
        raise ProbeError(
            f"{path.name} holds {found.streams} streams; {limits.streams} are allowed.", fix=_EXPORT
        )
    video = best_video(found)
    if video.width * video.height > limits.pixels:
        raise ProbeError(
            f"{path.name} is {video.width} x {video.height} pixels; "
            f"{limits.pixels // 1_000_000} million are allowed.",
            fix="Export it at 1920 x 1080 or less: more is never shown.",
        )


def _require_duration(path: Path, found: Probe, limits: Limits) -> None:
    duration = found.duration or 0.0
    if duration <= 0:
        raise ProbeError(f"{path.name} holds no frames.", fix="Copy the file again.")
    if duration > limits.seconds:
        raise ProbeError(
            f"{path.name} lasts {duration / 3600:.1f} hours; "
            f"{limits.seconds / 3600:.0f} are allowed.",
            fix="Cut the lesson out of it and use that file.",
        )


def _timed(ffmpeg: Ffmpeg, path: Path, found: Probe, limits: Limits) -> Probe:
    """Return `found` with its duration and longest frame measured from its packets.

    Streamed containers, such as a browser's recordings, give no duration; a truncated file gives
    one that is too long.
    """
    reading = _packets(ffmpeg, path, found, limits)
    if reading.backwards and found.container in _TRANSPORTS:
        raise ProbeError(
            f"The clock of {path.name} starts again after {reading.backwards[0]:.0f} seconds: "
            "it is several recordings in one file.",
            fix="Use each of them as a recording of its own, or join them again with the program "
            "of the camera or an editor, and export one MP4. Copying files together is not enough.",
        )
    times = sorted(packet.time for packet in reading.picture)
    if not times:
        raise ProbeError(f"{path.name} holds no frames.", fix="Copy the file again.")
    end = max(packet.time + packet.duration for packet in (*reading.picture, *reading.sound))
    stated = found.duration
    duration = stated if stated is not None and stated - end < _CUT_OFF else round(end, 3)
    gaps = [later - earlier for earlier, later in pairwise((*times, max(duration, times[-1])))]
    return replace(found, duration=duration, longest_frame=round(max(gaps), 3))


def _packets(ffmpeg: Ffmpeg, path: Path, found: Probe, limits: Limits) -> Reading:
    audio = best_audio(found)
    streams = [best_video(found).index, *([audio.index] if audio else [])]
    try:
        return read_packets(
            ffmpeg,
            path,
            streams,
            until=limits.seconds + 60,
            timeout=_TIMEOUT * 10,
            limits=limits,
        )
    except FfmpegError as error:
        cause = f"{path.name} cannot be read to its end: {error.message}"
        raise ProbeError(cause, fix=_EXPORT, tail=error.tail) from error


def _field_order(ffmpeg: Ffmpeg, path: Path, found: Probe, limits: Limits) -> str:
    """Return `progressive`, `tff` or `bff` from one decoded frame, or many for camcorders."""
    video = best_video(found)
    declared = video.field_order
    doubtful = declared in {"tff", "bff"} or (
        declared == "unknown" and _from_camcorder(found, video)
    )
    frames = _CHECKED_FRAMES if doubtful else 1
    args = [*input_args(path, limits), "-map", f"0:{video.index}", "-frames:v", str(frames)]
    try:
        lines = run(
            ffmpeg, [*args, "-vf", "idet", "-f", "null", "-"], timeout=_TIMEOUT, limits=limits
        )
    except FfmpegError as error:
        raise ProbeError(
            f"The picture of {path.name} cannot be decoded: {error.message}",
            fix=_EXPORT,
            tail=error.tail,
        ) from error
    if not any("idet" in line for line in lines):
        raise ProbeError(f"{path.name} holds no frames.", fix="Copy the file again.")
    return _seen_order(lines, declared) if doubtful else "progressive"


def _from_camcorder(found: Probe, video: VideoStream) -> bool:
    return found.container in _CAMCORDER_CONTAINERS or video.codec in _CAMCORDER_CODECS


_SEEN = re.compile(r"Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+) Progressive:\s*(\d+)")


def _seen_order(lines: Sequence[str], declared: str) -> str:
    """Return the field order of most frames, or the container's if the frames do not show it."""
    counts = [tuple(map(int, found.groups())) for found in map(_SEEN.search, lines) if found]
    tff, bff, progressive = (sum(column) for column in zip(*counts, strict=True))
    if max(tff, bff) > progressive:
        return "tff" if tff >= bff else "bff"
    return declared if declared in {"tff", "bff"} and not progressive else "progressive"


@dataclass(frozen=True)
class _Symptom:
    """A message of ffmpeg, with the cause and the fix to show to the user."""

    words: str
    cause: str
    fix: str


_SYMPTOMS = (
    _Symptom(
        "moov atom not found",
        "{name} is incomplete: it has no index (moov atom).",
        "The recording or the copy was cut off. Copy it again from the device; if it is the same "
        "there, repair it with the camera's own software.",
    ),
    _Symptom(
        "not on whitelist",
        "{name} is not a video file, whatever its name says.",
        "Use the recording itself (MP4, MOV, MKV, WebM, AVI, MTS or MPG).",
    ),
    _Symptom("No such file", "{name} does not exist.", "Check the path."),
    _Symptom(
        "Permission denied",
        "{name} cannot be read: permission denied.",
        "Change the permissions of the file.",
    ),
)


def _unopened(path: Path, error: FfmpegError) -> ProbeError:
    if dressed := _other_file(path):
        return ProbeError(dressed.cause.format(name=path.name), fix=dressed.fix, tail=error.tail)
    said = "\n".join((error.message, *error.tail))
    for symptom in _SYMPTOMS:
        if symptom.words in said:
            cause = symptom.cause.format(name=path.name)
            return ProbeError(cause, fix=symptom.fix, tail=error.tail)
    cause = f"{path.name} cannot be read as a video."
    return ProbeError(cause, fix=f"The file may be damaged. {_EXPORT}", tail=error.tail)


_RECORDING_ITSELF = "Use the recording itself (MP4, MOV, MKV, WebM, AVI, MTS or MPG)."
# First bytes of other kinds of file that are named like films, the most specific first.
_OTHER_FILES = (
    _Symptom(
        "version https://git-lfs.github.com/spec/",
        "{name} is only a pointer to a film, which Git LFS has not fetched.",
        FETCH,
    ),
    _Symptom(
        "<",
        "{name} is a web page, whatever its name says.",
        "Sites show a page to sign in with in place of a film: sign in, and download it again.",
    ),
    _Symptom("%PDF", "{name} is a PDF, whatever its name says.", _RECORDING_ITSELF),
    _Symptom("PK\3\4", "{name} is a zip archive or a document.", "Unpack it and use the film."),
)


def _other_file(path: Path) -> _Symptom | None:
    """Detect a file that is not a film from its first bytes; return None if it may be one."""
    try:
        with path.open("rb") as file:
            begins = file.read(512)
    except OSError:
        return None
    if not begins:
        return _Symptom("", "{name} is empty.", "Copy the file again from the device.")
    text = begins.removeprefix(b"\xef\xbb\xbf").lstrip().decode("latin-1")
    for kind in _OTHER_FILES:
        if text.startswith(kind.words):
            return kind
    if all(byte >= ord(" ") or byte in b"\t\n\r\f" for byte in begins):
        return _Symptom("", "{name} is a text file, whatever its name says.", _RECORDING_ITSELF)
    return None


def upright_size(video: VideoStream) -> tuple[int, int]:
    """Return width and height as shown: square pixels, upright."""
    width, height = round(Fraction(video.width) * video.sample_aspect), video.height
    return (height, width) if video.rotation in {90, 270} else (width, height)
