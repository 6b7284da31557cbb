"""Small recordings, made once a session with ffmpeg."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from imageio_ffmpeg import get_ffmpeg_exe

from lessonbank.ffmpeg.program import Ffmpeg, locate

Film = Callable[..., Path]


@pytest.fixture(scope="session")
def ffmpeg() -> Ffmpeg:
    return locate()


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """Return `film(name, *args)`, which makes a file of that name with ffmpeg, once.

    That one, because the one on PATH may lack what it takes to make awkward films.
    """
    folder = tmp_path_factory.mktemp("film")

    def make(name: str, *args: str) -> Path:
        path = folder / name
        if not path.exists():
            quiet = ["-nostdin", "-v", "error", "-y"]
            subprocess.run([get_ffmpeg_exe(), *quiet, *args, str(path)], check=True, timeout=120)
        return path

    return make


@pytest.fixture(scope="session")
def lesson(film: Film) -> Path:
    """Make two seconds of moving picture and a tone."""
    return film(
        "lesson.mp4",
        *("-f", "lavfi", "-i", "mandelbrot=s=320x180:r=25:end_pts=50"),
        *("-f", "lavfi", "-i", "sine=f=440:d=2", "-t", "2"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"),
    )
