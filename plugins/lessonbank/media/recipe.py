"""Encoder settings. Raise the `version` of a recipe with each change; only its output is remade."""

from __future__ import annotations

from dataclasses import dataclass

SCHEMA = 1
"""Version of the keys and records in the store."""


@dataclass(frozen=True)
class Recipe:
    """How one rendition is encoded; bit rates in kbit/s, `long_side` and `short_side` in pixels."""

    name: str
    version: int
    short_side: int
    long_side: int
    crf: int
    maxrate: int
    bufsize: int
    level: str
    mono_rate: int
    stereo_rate: int | None
    """None for a rendition that is always mono."""
    video_encoder: str = "libx264"
    audio_encoder: str = "aac"
    profile: str = "high"
    # `medium` saves 5 % of the bytes but takes a quarter longer.
    preset: str = "faster"
    # Seeking is fast enough at 4 s; 2 s costs a fifth more bytes.
    keyframe_seconds: int = 4
    # x264's output depends on the number of threads, whose default depends on the machine.
    threads: int = 2
    # Every browser and AAC decoder plays this rate without resampling.
    sample_rate: int = 48000


# 720 lines keep board writing readable. Level 3.1, the most that old tablets play, allows
# 1280 x 720 at 30 frames a second. The bit-rate cap keeps an hour under 700 MB.
STD = Recipe(
    name="std",
    version=2,
    short_side=720,
    long_side=1280,
    crf=25,
    maxrate=1500,
    bufsize=3000,
    level="3.1",
    mono_rate=64,
    stereo_rate=96,
)

# For USB sticks and slow connections: large handwriting is readable, wall posters are not.
LOW = Recipe(
    name="low",
    version=3,
    short_side=480,
    long_side=854,
    crf=25,
    maxrate=700,
    bufsize=1400,
    level="3.1",
    mono_rate=48,
    stereo_rate=None,
    # At this size `veryfast` with a lower `crf` looks like `faster`, with a twelfth more bytes in
    # two thirds of the time.
    preset="veryfast",
)

RENDITIONS = (STD, LOW)


@dataclass(frozen=True)
class Tone:
    """Tone mapping from high dynamic range to screens.

    `white` is reference white in cd/m2 (ITU-R BT.2408) and `peak` the level that clips. Levels up
    to `straight`, a fraction of `white`, stay unchanged; a curve compresses the rest.
    """

    version: int = 1
    white: int = 203
    peak: int = 1000
    straight: float = 0.8


TONE = Tone()


@dataclass(frozen=True)
class Loudness:
    """Loudness settings: one gain for the whole clip, and a limiter for peaks.

    `target` and `floor` are in LUFS, gains and `ceiling` in dB. A clip below `floor` is room noise
    and gets no gain. `stereo_from` is the least difference in LU between two channels and their
    mix that counts as stereo; one microphone on both channels gives 0.
    """

    version: int = 1
    target: float = -16.0
    floor: float = -60.0
    most_gain: float = 20.0
    ceiling: float = -1.5
    stereo_from: float = 0.3


LOUDNESS = Loudness()


@dataclass(frozen=True)
class RedactionRecipe:
    """Settings of redactions: boxes, silences and bleeps.

    A box is `spread` pixels larger on each side, since scaling and coding (in blocks of eight) mix
    neighbouring pixels. It is `frames` longer at each end, since frames are rounded to the frame
    rate. A silence is `margin` seconds longer at each end, since an AAC encoder spreads sound that
    far. The longer side of a pixelated box has `blocks`. The tone has `pitch` in Hz and `level`,
    0 to 1.
    """

    version: int = 2
    colour: str = "black"
    spread: int = 8
    frames: int = 1
    margin: float = 0.05
    blocks: int = 6
    pitch: int = 1000
    level: float = 0.1


REDACTION = RedactionRecipe()


@dataclass(frozen=True)
class StillRecipe:
    """Settings of a still: WebP at `quality`, fitted into squares of the two `sizes` in pixels.

    `effort` is libwebp's `method`: 4 looks like 6 in a third of the time.
    """

    version: int = 2
    sizes: tuple[int, int] = (640, 320)
    quality: int = 75
    effort: int = 4


STILL = StillRecipe()


@dataclass(frozen=True)
class StoryboardRecipe:
    """Settings of a storyboard: WebP, tiles fitted into squares of `tile` pixels, in `columns`.

    It has one tile every `interval` seconds, or every multiple of that so that there are at most
    `most_tiles`. Ten by eighteen tiles stay far below WebP's limit of 16383 pixels.
    """

    version: int = 1
    tile: int = 160
    columns: int = 10
    interval: int = 1
    most_tiles: int = 180
    quality: int = 60
    effort: int = 4


STORYBOARD = StoryboardRecipe()

POSTER_MOMENTS = (0.12, 0.2, 0.3, 0.5, 0.75, 0.0)
"""Positions to try for a poster, as fractions of the clip; the first frame that is not blank."""
