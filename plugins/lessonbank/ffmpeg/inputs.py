"""Open untrusted files with ffmpeg safely."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# Containers of cameras, phones and screen recorders. Excluded on purpose: playlists and `concat`,
# which open other files, and text or image demuxers, which render their input.
FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,asf,flv,dv,mxf,gif,ogg,mp3,wav,flac,aac"
)


@dataclass(frozen=True)
class Limits:
    """Limits for a recording: pixels a frame, seconds, streams, and bytes of memory for ffmpeg.

    The pixels allow 5K; one frame of a larger picture can take gigabytes.
    """

    pixels: int = 16_000_000
    seconds: float = 4 * 3600.0
    streams: int = 32
    memory: int = 6 << 30


LIMITS = Limits()


def file_url(path: Path) -> str:
    """Return `path` as a URL, so that ffmpeg never reads it as an option, protocol or pattern."""
    return f"file:{path.absolute()}"


def input_options(limits: Limits = LIMITS) -> dict[str, str | int]:
    """Return input options that allow only this file, in a known container.

    They limit decoding threads: several jobs run side by side, and each thread holds frames.
    """
    return {
        "protocol_whitelist": "file",
        "format_whitelist": FORMATS,
        "max_pixels": limits.pixels,
        "threads": 2,
    }


def input_args(path: Path, limits: Limits = LIMITS) -> list[str]:
    """Return `input_options` and the input as arguments."""
    options = [part for k, v in input_options(limits).items() for part in (f"-{k}", str(v))]
    return [*options, "-i", file_url(path)]
