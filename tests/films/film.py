"""Frames and sound to an MP4 file."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import imageio_ffmpeg
from PIL import Image

from tests.films.room import FRAME
from tests.films.stage import RATE


def encode(frames: Iterable[Image.Image], sound: Path, film: Path) -> None:
    """Encode a film; the file appears only once it is whole."""
    unfinished = film.with_suffix(".part.mp4")
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{FRAME[0]}x{FRAME[1]}",
        "-r", str(RATE), "-i", "pipe:0",
        "-i", str(sound),
        "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p",
        "-c:v", "libx264", "-preset", "slow", "-tune", "animation", "-crf", "25",
        "-g", str(RATE * 10), "-threads", "1",
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
        "-c:a", "aac", "-b:a", "64k", "-ac", "1", "-ar", "44100",
        "-map_metadata", "-1", "-fflags", "+bitexact",
        "-flags:v", "+bitexact", "-flags:a", "+bitexact",
        "-movflags", "+faststart", str(unfinished),
    ]  # fmt: skip
    run = subprocess.Popen(command, stdin=subprocess.PIPE)
    assert run.stdin is not None
    for frame in frames:
        run.stdin.write(frame.tobytes())
    run.stdin.close()
    if run.wait():
        raise SystemExit(f"ffmpeg failed on {film.name}")
    unfinished.replace(film)
