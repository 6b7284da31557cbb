"""Nothing enters the store before it was opened again and found to be what was ordered."""

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

# What ffmpeg itself writes into a bit-exact MP4; anything else came from the recording.
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
# Encoders of sound begin with silence, and end with a whole packet: seconds beyond what is heard.
_ROUND_SOUND = 0.1
_SLICES = {1, 5}
"""The units of H.264 that are pictures; what it takes to decode them stands in the index."""


class VerifyError(FfmpegError):
    """An output is not what was ordered; it is thrown away."""


@dataclass(frozen=True)
class Ordered:
    """What a rendition has to be: `duration` in seconds, `channels` 0 for a silent one.

    `moments` are what its frames have to show, None where nobody saw them filmed. Its key frames
    are held against them, or all that it takes to show `every_frame`.
    """

    width: int
    height: int
    fps: Fraction
    duration: float
    channels: int
    moments: Moments | None = None
    every_frame: bool = True


def verify(
    ffmpeg: Ffmpeg, path: Path, ordered: Ordered, *, token: CancelToken | None = None
) -> float:
    """Open the finished file again and return its length in seconds.

    Raises VerifyError naming all that is wrong with it.
    """
    found = read_streams(ffmpeg, path)
    try:
        mp4 = read_mp4(path)
        wrong = [
            *_wrong_boxes(mp4, ordered),
            *_wrong_streams(found, ordered),
            *_wrong_media(path, mp4, ordered),
        ]
    except Mp4Error as error:
        wrong = [str(error)]
    if not wrong and ordered.moments:
        wrong = [*_wrong_moments(ffmpeg, path, ordered, ordered.moments, token)]
    if wrong:
        raise VerifyError(
            f"The encoded file is not what was ordered: {'; '.join(wrong)}.",
            fix="Play the recording: if it stops before the clip's out-point, move that. If not, "
            "the ffmpeg in use may be at fault: try the one of imageio-ffmpeg.",
        )
    return max(mp4.durations)


def _wrong_boxes(mp4: Mp4, ordered: Ordered) -> Iterator[str]:
    kinds = [kind for kind, _ in mp4.handlers]
    if kinds != ["vide", "soun"][: 2 if ordered.channels else 1]:
        yield f"it has the tracks {', '.join(kinds)}"
    for kind, name in mp4.handlers:
        if name != _HANDLERS.get(kind):
            yield f"a track is named {name!r}"
    for (kind, _), seconds in zip(mp4.handlers, mp4.durations, strict=False):
        if abs(seconds - ordered.duration) > _FRAMES_OFF / ordered.fps:
            what = {"vide": "picture", "soun": "sound"}.get(kind, kind)
            yield f"its {what} lasts {seconds:.2f} s, not {ordered.duration:.2f} s"
    if not mp4.starts_fast:
        yield "its index does not come first"
    if mp4.is_dated:
        yield "it holds the time of its making"
    if mp4.is_tagged:
        yield "it holds a box of metadata"
    if strange := mp4.strange:
        yield f"it holds the box {strange[0]}"


def _wrong_media(path: Path, mp4: Mp4, ordered: Ordered) -> Iterator[str]:
    """What is in the file besides pictures and sound that are shown and heard, seen in its bytes.

    Captions, for one, would stand between the pictures (SEI).
    """
    if not mp4.is_filled:
        yield "it holds bytes that belong to no track"
    seconds = mp4.stored_durations
    for (kind, _), stored, shown in zip(mp4.handlers, seconds, mp4.durations, strict=False):
        spare = _ROUND_SOUND if kind == "soun" else float(1 / ordered.fps)
        if stored > shown + spare:
            yield f"{stored - shown:.2f} s are hidden in it"
    for number, (kind, _) in enumerate(mp4.handlers):
        if kind != "vide":
            continue
        samples = mp4.samples(number)
        if ordered.moments and len(samples) != ordered.moments.pace.count:
            yield f"it has {len(samples)} frames, not {ordered.moments.pace.count}"
        if strange := units(path, samples) - _SLICES:
            yield f"between its pictures are units of the kind {min(strange)}"


def _wrong_moments(
    ffmpeg: Ffmpeg, path: Path, ordered: Ordered, moments: Moments, token: CancelToken | None
) -> Iterator[str]:
    if wrong := [*wrong_witness(moments)]:
        yield from wrong
        return
    keys = not ordered.every_frame
    yield from wrong_moments(ffmpeg, path, moments, keys=keys, folder=path.parent, token=token)


def _wrong_streams(found: Probe, ordered: Ordered) -> Iterator[str]:
    if found.others or found.chapters or len(found.video) != 1:
        yield f"it has {found.streams} streams and {found.chapters} chapters"
        return
    video = found.video[0]
    if (video.width, video.height) != (ordered.width, ordered.height):
        yield f"it is {video.width} x {video.height}, not {ordered.width} x {ordered.height}"
    if (video.codec, video.pix_fmt, video.rotation, video.sample_aspect) != _PICTURE:
        yield (
            f"its picture is {video.codec} {video.pix_fmt}, turned by {video.rotation}, "
            f"with pixels of {video.sample_aspect}"
        )
    if video.colour[:2] != ("tv", "bt709"):
        yield f"its colours are {'/'.join(video.colour)}"
    if [audio.channels for audio in found.audio] != [ordered.channels][: bool(ordered.channels)]:
        yield "its sound has other channels"
    yield from (f"it holds the tag {tag.key}" for tag in found.tags if not _is_own(tag))


_PICTURE = ("h264", "yuv420p", 0, Fraction(1))


def _is_own(tag: Tag) -> bool:
    if tag.key == "encoder":
        return tag.value.startswith(_OWN_ENCODERS)
    return tag.value in _OWN_TAGS.get(tag.key, set())
