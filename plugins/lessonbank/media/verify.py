"""Verify every rendition before it enters the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from lessonbank.ffmpeg.errors import FfmpegError
from lessonbank.ffmpeg.probe import read_streams
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import CancelToken
from lessonbank.ffmpeg.streams import Probe, Tag
from lessonbank.media.moments import Moments, wrong_moments, wrong_witness
from lessonbank.media.mp4 import Mp4, Mp4Error, read_mp4, units

# Tags that ffmpeg writes into a bit-exact MP4; any other tag comes from the recording.
_OWN_TAGS = {
    "major_brand": {"isom"},
    "minor_version": {"512"},
    "compatible_brands": {"isomiso2avc1mp41"},
    "handler_name": {"VideoHandler", "SoundHandler"},
    "vendor_id": {"[0][0][0][0]"},
}
_OWN_ENCODERS = ("Lavc", "Lavf")
_HANDLERS = {"vide": "VideoHandler", "soun": "SoundHandler"}
_FRAMES_OFF = 2
# Seconds stored beyond the audible sound: encoders add silence first and fill the last packet.
_ROUND_SOUND = 0.1
_SLICES = {1, 5}
"""NAL units of H.264 that are pictures; the parameter sets are in the index."""


class VerifyError(FfmpegError):
    """An output is faulty and is discarded."""


@dataclass(frozen=True)
class Expected:
    """Expected properties of a rendition: `duration` in seconds, `channels` 0 if silent.

    `moments` are the expected frames, None if unknown. Only key frames are compared with them,
    unless `every_frame` is True.
    """

    width: int
    height: int
    fps: Fraction
    duration: float
    channels: int
    moments: Moments | None = None
    every_frame: bool = True


def verify(
    ffmpeg: Ffmpeg, path: Path, expected: Expected, *, token: CancelToken | None = None
) -> float:
    """Check the finished file and return its length in seconds.

    Raises VerifyError naming every fault.
    """
    found = read_streams(ffmpeg, path)
    try:
        mp4 = read_mp4(path)
        wrong = [
            *_wrong_boxes(mp4, expected),
            *_wrong_streams(found, expected),
            *_wrong_media(path, mp4, expected),
        ]
    except Mp4Error as error:
        wrong = [str(error)]
    if not wrong and expected.moments:
        wrong = [*_wrong_moments(ffmpeg, path, expected, expected.moments, token)]
    if wrong:
        raise VerifyError(
            f"The encoded file is faulty: {'; '.join(wrong)}.",
            fix="Play the recording. If it stops before the clip's out-point, move the out-point. "
            "If not, this ffmpeg may be faulty: try the one of imageio-ffmpeg.",
        )
    return max(mp4.durations)


def _wrong_boxes(mp4: Mp4, expected: Expected) -> Iterator[str]:
    kinds = [kind for kind, _ in mp4.handlers]
    if kinds != ["vide", "soun"][: 2 if expected.channels else 1]:
        yield f"it has the tracks {', '.join(kinds)}"
    for kind, name in mp4.handlers:
        if name != _HANDLERS.get(kind):
            yield f"a track is named {name!r}"
    for (kind, _), seconds in zip(mp4.handlers, mp4.durations, strict=False):
        if abs(seconds - expected.duration) > _FRAMES_OFF / expected.fps:
            what = {"vide": "picture", "soun": "sound"}.get(kind, kind)
            yield f"its {what} lasts {seconds:.2f} s, not {expected.duration:.2f} s"
    if not mp4.starts_fast:
        yield "its index does not come first"
    if mp4.is_dated:
        yield "it holds its creation time"
    if mp4.is_tagged:
        yield "it holds a box of metadata"
    if strange := mp4.strange:
        yield f"it holds the box {strange[0]}"


def _wrong_media(path: Path, mp4: Mp4, expected: Expected) -> Iterator[str]:
    """Yield data in the file beyond visible pictures and audible sound.

    Captions, for example, are stored between pictures (SEI).
    """
    if not mp4.is_filled:
        yield "it holds bytes that belong to no track"
    seconds = mp4.stored_durations
    for (kind, _), stored, shown in zip(mp4.handlers, seconds, mp4.durations, strict=False):
        spare = _ROUND_SOUND if kind == "soun" else float(1 / expected.fps)
        if stored > shown + spare:
            yield f"it holds {stored - shown:.2f} hidden seconds"
    for number, (kind, _) in enumerate(mp4.handlers):
        if kind != "vide":
            continue
        samples = mp4.samples(number)
        if expected.moments and len(samples) != expected.moments.pace.count:
            yield f"it has {len(samples)} frames, not {expected.moments.pace.count}"
        if strange := units(path, samples) - _SLICES:
            yield f"it holds NAL units of type {min(strange)} between its pictures"


def _wrong_moments(
    ffmpeg: Ffmpeg, path: Path, expected: Expected, moments: Moments, token: CancelToken | None
) -> Iterator[str]:
    if wrong := [*wrong_witness(moments)]:
        yield from wrong
        return
    keys = not expected.every_frame
    yield from wrong_moments(ffmpeg, path, moments, keys=keys, folder=path.parent, token=token)


def _wrong_streams(found: Probe, expected: Expected) -> Iterator[str]:
    if found.others or found.chapters or len(found.video) != 1:
        yield f"it has {found.streams} streams and {found.chapters} chapters"
        return
    video = found.video[0]
    if (video.width, video.height) != (expected.width, expected.height):
        yield f"it is {video.width} x {video.height}, not {expected.width} x {expected.height}"
    if (video.codec, video.pix_fmt, video.rotation, video.sample_aspect) != _PICTURE:
        yield (
            f"its picture is {video.codec} {video.pix_fmt}, turned by {video.rotation}, "
            f"with pixels of {video.sample_aspect}"
        )
    if video.colour[:2] != ("tv", "bt709"):
        yield f"its colours are {'/'.join(video.colour)}"
    if [audio.channels for audio in found.audio] != [expected.channels][: bool(expected.channels)]:
        yield "its sound has the wrong number of channels"
    yield from (f"it holds the tag {tag.key}" for tag in found.tags if not _is_own(tag))


_PICTURE = ("h264", "yuv420p", 0, Fraction(1))


def _is_own(tag: Tag) -> bool:
    if tag.key == "encoder":
        return tag.value.startswith(_OWN_ENCODERS)
    return tag.value in _OWN_TAGS.get(tag.key, set())
