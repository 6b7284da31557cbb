"""Small recordings, made once a session by the real ffmpeg, and what it takes to use them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from imageio_ffmpeg import get_ffmpeg_exe

from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.probe import probe
from lessonbank.ffmpeg.program import OVERRIDE, Ffmpeg, locate
from lessonbank.files.fingerprint import fingerprint
from lessonbank.media.job import ClipJob, Source
from lessonbank.media.store import Store

Film = Callable[..., Path]
Clip = Callable[..., ClipJob]

TONE = "sine=f=440:d=3"
PICTURE = "testsrc=s=192x108:r=25"


@pytest.fixture(scope="session")
def ffmpeg() -> Ffmpeg:
    return locate()


@pytest.fixture(scope="session")
def program(request: pytest.FixtureRequest) -> Ffmpeg:
    """`bundled`, or one of those that LESSONBANK_TEST_FFMPEGS names: `debian=/usr/bin/ffmpeg:...`.

    LESSONBANK_REQUIRE_FFMPEGS=1 makes the absence of one a failure.
    """
    named = os.environ.get("LESSONBANK_TEST_FFMPEGS", "").split(os.pathsep)
    paths = dict(part.split("=", 1) for part in named if part)
    path = {"bundled": get_ffmpeg_exe(), **paths}.get(request.param)
    if path is None:
        required = os.environ.get("LESSONBANK_REQUIRE_FFMPEGS") == "1"
        absent = f"LESSONBANK_TEST_FFMPEGS names no {request.param} ffmpeg"
        (pytest.fail if required else pytest.skip)(absent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(OVERRIDE, path)
        return locate()


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """`film(name, *args)` runs the bundled ffmpeg into a file of that name, once.

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
    """Three seconds of a moving picture and a tone."""
    return film(
        "lesson.mp4",
        *("-f", "lavfi", "-i", PICTURE, "-f", "lavfi", "-i", TONE, "-t", "3"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"),
    )


@pytest.fixture(scope="session")
def clip(ffmpeg: Ffmpeg) -> Clip:
    """`clip(path, start, end, ...)` is a job on a recording; the whole of it by default."""
    known: dict[Path, Footage] = {}

    def make(path: Path, start: float = 0.0, end: float | None = None, **more: object) -> ClipJob:
        if path not in known:
            found = probe(ffmpeg, path)
            known[path] = Footage.from_probe(
                found, sha256=fingerprint(path), size=path.stat().st_size
            )
        footage = known[path]
        id_ = str(more.pop("id", path.stem))
        until = footage.duration if end is None else end
        return ClipJob(id_, Source(path, footage), start, until, **more)  # type: ignore[arg-type]

    return make


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")
