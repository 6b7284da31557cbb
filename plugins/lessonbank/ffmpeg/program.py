"""Find ffmpeg and check its features."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PureWindowsPath

from lessonbank.ffmpeg.errors import FfmpegMissingError
from lessonbank.files.programs import find_program

OVERRIDE = "LESSONBANK_FFMPEG"
_FIX = (
    "Install ffmpeg, or run `pip install imageio-ffmpeg`, "
    f"or set {OVERRIDE} to the path of an ffmpeg program."
)


# Features that the filter graphs and checks use, with options of every release since `_LOWEST`.
_LOWEST = (5, 1)
_NEEDED: Mapping[str, frozenset[str]] = {
    "encoders": frozenset({"libx264", "aac"}),
    "filters": frozenset(
        {
            *("aeval", "aformat", "alimiter", "apad", "aresample", "asetnsamples", "asetpts"),
            *("asplit", "atrim", "bwdif", "crop", "drawbox", "ebur128", "format", "fps", "idet"),
            *("overlay", "pan", "scale", "select", "setparams", "setpts", "setsar", "settb"),
            *("showinfo", "sidedata", "split", "tile", "tonemap", "tpad", "trim", "volume"),
            "zscale",
        }
    ),
    "bsfs": frozenset({"filter_units", "setts"}),
}
_SCRIPTS = frozenset({".bat", ".cmd"})


@dataclass(frozen=True)
class Ffmpeg:
    """A working ffmpeg program: its path and its version as printed.

    `chosen` explains why this one is used.
    """

    path: str
    version: str
    chosen: str = field(default="", compare=False)

    @property
    def encoders(self) -> frozenset[str]:
        """The encoders it was built with, cached."""
        return _parts(self.path, "encoders")

    @property
    def filters(self) -> frozenset[str]:
        """The filters it was built with, cached."""
        return _parts(self.path, "filters")

    @property
    def containers(self) -> frozenset[str]:
        """The containers that it can read (demuxers), cached."""
        names = _parts(self.path, "demuxers")
        return frozenset(name for several in names for name in several.split(","))

    def require(self, *encoders: str) -> None:
        """Raise FfmpegMissingError unless all `encoders` are available."""
        missing = sorted(set(encoders) - self.encoders)
        if missing:
            raise FfmpegMissingError(
                f"ffmpeg at {self.path} was built without {' and '.join(missing)}.", fix=_FIX
            )


def locate() -> Ffmpeg:
    """Return the ffmpeg named by LESSONBANK_FFMPEG, or else the first with every feature.

    Tries PATH first, then imageio-ffmpeg. Raises FfmpegMissingError naming what each lacks.
    """
    if named := os.environ.get(OVERRIDE):
        return _able(named, f"the one that {OVERRIDE} names")
    on_path = find_program("ffmpeg")
    if on_path is None:
        return _able(_bundled(), "imageio-ffmpeg's, since there is none on PATH")
    try:
        return _able(on_path, "the one on PATH")
    except FfmpegMissingError as first:
        try:
            return _able(_bundled(), f"imageio-ffmpeg's: {first.message.rstrip('.')}")
        except FfmpegMissingError as second:
            raise FfmpegMissingError(f"{first.message} {second.message}", fix=_FIX) from second


@lru_cache(maxsize=8)
def _able(path: str, chosen: str) -> Ffmpeg:
    """Check the program at `path`. Raises FfmpegMissingError if a feature is missing."""
    if PureWindowsPath(path).suffix.lower() in _SCRIPTS:
        raise FfmpegMissingError(
            f"{path} is a batch file, which Windows may run differently with the name of a film.",
            fix=_FIX,
        )
    first_line = _ask(path, "-version").partition("\n")[0]
    version = re.match(r"ffmpeg version (\S+)", first_line)
    if not version:
        raise FfmpegMissingError(f"{path} does not answer as ffmpeg does.", fix=_FIX)
    # Development builds have a commit for a version, so only their features are checked.
    release = re.match(r"n?(\d+)\.(\d+)", version[1])
    if release and (int(release[1]), int(release[2])) < _LOWEST:
        lowest = ".".join(map(str, _LOWEST))
        raise FfmpegMissingError(
            f"ffmpeg at {path} is version {version[1]}; it takes {lowest} or later.", fix=_FIX
        )
    missing = sorted(part for kind, parts in _NEEDED.items() for part in parts - _parts(path, kind))
    if missing:
        raise FfmpegMissingError(
            f"ffmpeg at {path} was built without {_first_of(missing)}.", fix=_FIX
        )
    return Ffmpeg(path, version[1], chosen)


_MANY = 6


def _first_of(names: Sequence[str]) -> str:
    """Return the names, or the first of many and their number."""
    rest = len(names) - _MANY
    if rest <= 1:
        return ", ".join(names)
    return f"{', '.join(names[:_MANY])} and {rest} other parts that films need"


def _bundled() -> str:
    try:
        import imageio_ffmpeg  # noqa: PLC0415 - few machines need the bundled program

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError, OSError) as error:
        raise FfmpegMissingError("There is no ffmpeg on this machine.", fix=_FIX) from error


# Lines of ffmpeg's feature lists: flags, then the name.
_LISTED = {
    "encoders": re.compile(r"^ [VAS][F.][S.][X.][B.][D.] (\S+)", re.MULTILINE),
    "filters": re.compile(r"^ [A-Z.]{2,3} (\S+) +\S+->\S+", re.MULTILINE),
    "bsfs": re.compile(r"^(\w+)$", re.MULTILINE),
    "demuxers": re.compile(r"^ D[E ][d ]? +(\S+)", re.MULTILINE),
}


@lru_cache(maxsize=32)
def _parts(path: str, kind: str) -> frozenset[str]:
    """List the encoders, filters, bsfs or demuxers that ffmpeg was built with."""
    return frozenset(_LISTED[kind].findall(_ask(path, "-hide_banner", f"-{kind}")))


def _ask(path: str, *args: str) -> str:
    """Run ffmpeg with `args` and return its output. Raises FfmpegMissingError."""
    try:
        answer = subprocess.run(  # noqa: S603  the program is the one the user chose
            [path, *args], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
        )
    except OSError as error:
        cause = (error.strerror or str(error)).removesuffix(".")
        raise FfmpegMissingError(f"ffmpeg at {path} does not start: {cause}.", fix=_FIX) from error
    except subprocess.TimeoutExpired as error:
        raise FfmpegMissingError(f"ffmpeg at {path} does not answer.", fix=_FIX) from error
    return answer.stdout.decode("utf-8", "replace")
