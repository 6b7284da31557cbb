"""Finding ffmpeg and what it can do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache

import imageio_ffmpeg

from lessonbank.ffmpeg.errors import FfmpegMissingError

OVERRIDE = "LESSONBANK_FFMPEG"
_FIX = (
    "Install ffmpeg, or run `pip install imageio-ffmpeg`, "
    f"or set {OVERRIDE} to the path of an ffmpeg program."
)


@dataclass(frozen=True)
class Ffmpeg:
    """An ffmpeg program that was started once: its path and its version as it prints it."""

    path: str
    version: str

    @property
    def encoders(self) -> frozenset[str]:
        """The encoders it was built with; asked once."""
        return _encoders(self.path)

    def require(self, *encoders: str) -> None:
        """Raise FfmpegMissingError unless all `encoders` are there."""
        missing = sorted(set(encoders) - self.encoders)
        if missing:
            raise FfmpegMissingError(
                f"ffmpeg at {self.path} was built without {' and '.join(missing)}.", fix=_FIX
            )


def locate() -> Ffmpeg:
    """The ffmpeg that LESSONBANK_FFMPEG names, else the one on PATH, else imageio-ffmpeg's.

    Raises FfmpegMissingError when there is none or it does not start.
    """
    path = os.environ.get(OVERRIDE) or shutil.which("ffmpeg") or _bundled()
    first_line = _ask(path, "-version").partition("\n")[0]
    version = re.match(r"ffmpeg version (\S+)", first_line)
    if not version:
        raise FfmpegMissingError(f"{path} does not answer as ffmpeg does.", fix=_FIX)
    return Ffmpeg(path, version.group(1))


def _bundled() -> str:
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise FfmpegMissingError("There is no ffmpeg on this machine.", fix=_FIX) from error


@lru_cache(maxsize=8)
def _encoders(path: str) -> frozenset[str]:
    listed = _ask(path, "-hide_banner", "-encoders")
    return frozenset(re.findall(r"^ [VAS][F.][S.][X.][B.][D.] (\S+)", listed, re.MULTILINE))


def _ask(path: str, *args: str) -> str:
    """What ffmpeg prints to a question about itself."""
    try:
        answer = subprocess.run(  # noqa: S603  the program is the one the user chose
            [path, *args], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
        )
    except OSError as error:
        raise FfmpegMissingError(f"ffmpeg at {path} does not start: {error}.", fix=_FIX) from error
    except subprocess.TimeoutExpired as error:
        raise FfmpegMissingError(f"ffmpeg at {path} does not answer.", fix=_FIX) from error
    return answer.stdout.decode("utf-8", "replace")
