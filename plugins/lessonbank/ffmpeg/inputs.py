"""How a file that a stranger may have made is opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# Containers of cameras, phones and screen recorders. Left out on purpose: playlists and
# `concat`, which open further files, and text or image demuxers, which draw what they are given.
FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,asf,flv,dv,mxf,gif,ogg,mp3,wav,flac,aac"
)


@dataclass(frozen=True)
class Limits:
    """What a recording may be: pixels of a frame, seconds, streams, bytes of memory to read it.

    The pixels allow 5K; one frame of a larger picture can take gigabytes.
    """

    pixels: int = 16_000_000
    seconds: float = 4 * 3600.0
    streams: int = 32
    memory: int = 6 << 30


LIMITS = Limits()


def file_url(path: Path) -> str:
    """`path` as ffmpeg reads it whatever its name: never an option, a protocol or a pattern."""
    return f"file:{path.absolute()}"


def input_options(limits: Limits = LIMITS) -> dict[str, str | int]:
    """Options that go before an input: this file alone, as a known container.

    Few decoding threads: several jobs run side by side, and each thread holds frames.
    """
    return {
        "protocol_whitelist": "file",
        "format_whitelist": FORMATS,
        "max_pixels": limits.pixels,
        "threads": 2,
    }


def input_args(path: Path, limits: Limits = LIMITS) -> list[str]:
    """`input_options` and the input itself, as arguments."""
    options = [part for k, v in input_options(limits).items() for part in (f"-{k}", str(v))]
    return [*options, "-i", file_url(path)]
