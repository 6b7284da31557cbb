"""What is made of a clip. A change here is a new VERSION, and only what it touches is made anew."""

from __future__ import annotations

from dataclasses import dataclass

SCHEMA = 1
"""Of the keys and records in the store."""


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
    # `faster` is the knee of the curve: `medium` buys 5 % of the bytes for a quarter more time.
    preset: str = "faster"
    # A key frame at least every 4 s: 2 s costs a fifth more bytes, and a seek is quick as it is.
    keyframe_seconds: int = 4
    # x264's bytes depend on the number of threads, and its default on the machine.
    threads: int = 2
    # The rate every browser and every AAC decoder takes without resampling.
    sample_rate: int = 48000


# 720 lines keep writing on a board readable. A box of 1280 x 720, either way up, is what level 3.1
# allows at 30 frames a second, and old tablets play no more. The cap keeps an hour under 700 MB.
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

# For sticks and slow lines; large handwriting stays readable, posters on the wall do not.
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
    # At this size `veryfast` with a finer `crf` gives the same picture as `faster` for a twelfth
    # more bytes and two thirds of the time.
    preset="veryfast",
)

RENDITIONS = (STD, LOW)


@dataclass(frozen=True)
class Tone:
    """How high dynamic range is brought to that of a screen.

    `white` is the white of paper in cd/m2 (ITU-R BT.2408), `peak` the brightest that is kept apart
    from what is darker. Up to `straight`, as a part of `white`, nothing is changed; a curve bends
    the rest into what is left.
    """

    version: int = 1
    white: int = 203
    peak: int = 1000
    straight: float = 0.8


TONE = Tone()


@dataclass(frozen=True)
class Loudness:
    """One gain for the whole clip and a limiter for the peaks: speech keeps its dynamics.

    `target` and `floor` in LUFS, gains and `ceiling` in dB. Below `floor` there is only the noise
    of the room, and it is left alone. `stereo_from` is how many LU two channels must be louder
    than their mix to be more than one microphone recorded twice (which makes exactly 0).
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
    """How boxes and silences are made.

    Scaling and coding mix pixels with their neighbours, the latter in blocks of eight, so a box is
    `spread` pixels larger on each side.
    A box is `frames` longer at each end, since frames come as close to a time as the rate allows,
    and a silence `margin` seconds, for an AAC encoder spreads what is next to it that far. The
    longer side of a pixelated box has `blocks`. The tone has `pitch` in Hz and `level`, of which
    1 is the loudest.
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
    """How a still is made: WebP at `quality`, fitted into squares of the two `sizes` in pixels.

    `effort` is libwebp's `method`: 4 is as good as 6 to the eye at a third of the time.
    """

    version: int = 2
    sizes: tuple[int, int] = (640, 320)
    quality: int = 75
    effort: int = 4


STILL = StillRecipe()


@dataclass(frozen=True)
class StoryboardRecipe:
    """How a storyboard is made: WebP, tiles fitted into squares of `tile` pixels, in `columns`.

    A tile each `interval` seconds, or each so many times that as make `most_tiles` at most; ten
    by eighteen squares stay far below the 16383 pixels that a WebP may be high.
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
"""Where in the clip to look for a poster, as parts of its length: the first that is no blank."""
