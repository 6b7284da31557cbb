"""Try the media recipe on a tiny film, and list the parts of ffmpeg that it uses.

`trial.mp4` has six frames of a test picture and two tones. Each trial cuts it as a build cuts a
recording, with every way to redact. Facts that the film lacks, such as high dynamic range, are
claimed, so that the filters for them run too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from lessonbank.bank import Box, Redactions, Sound
from lessonbank.ffmpeg.errors import FfmpegError
from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import run
from lessonbank.media.graph import Levels, encoding, listening
from lessonbank.media.job import ClipJob, Source
from lessonbank.media.recipe import RENDITIONS
from lessonbank.media.seeking import Entry

FILM = Path(__file__).with_name("trial.mp4")
_START, _END = 0.25, 0.5
"""Two frames of the film."""
_TIMEOUT = 60.0
_PLAIN = Footage(
    sha256="",
    size=0,
    duration=0.75,
    width=64,
    height=48,
    fps=8.0,
    rotation=0,
    field_order="progressive",
    colour_matrix="smpte170m",
    dynamic_range="sdr",
    video_stream=0,
    audio_stream=1,
    channels=2,
    longest_frame=0.125,
)
_HARD = replace(_PLAIN, field_order="tff", fps=60.0, colour_matrix="bt2020nc", dynamic_range="hlg")
_REDACTIONS = Redactions(
    boxes=tuple(
        Box.model_validate({"from": 0.0, "to": 0.25, "style": style, **area})
        for style, area in (
            ("solid", {"left": 0.0, "top": 0.0, "width": 25.0, "height": 25.0}),
            ("pixelated", {"left": 50.0, "top": 50.0, "width": 25.0, "height": 25.0}),
        )
    ),
    sounds=tuple(
        Sound.model_validate({"from": start, "to": start + 0.05, "style": style})
        for start, style in ((0.0, "muted"), (0.1, "bleeped"))
    ),
)
_LEVELS = Levels(stereo=True, stereo_gain=0.0, mono_gain=0.0)


@dataclass(frozen=True, slots=True)
class Trial:
    """A run of ffmpeg: what it tries, in words, its arguments, and the files that it writes."""

    tries: str
    args: Sequence[str]
    outputs: tuple[Path, ...] = ()


def trials(folder: Path) -> tuple[Trial, ...]:
    """Return the runs of the recipe; their outputs go into `folder`."""
    plain, hard = (ClipJob("trial", Source(FILM, each), _START, _END) for each in (_PLAIN, _HARD))
    hard = replace(hard, redactions=_REDACTIONS)
    entry = Entry(origin=0.0, seek=None, frame=_START)
    targets = {recipe: folder / f"{recipe.name}.mp4" for recipe in RENDITIONS}

    witness = folder / "witness.gray"

    def encoded(tries: str, job: ClipJob) -> Trial:
        args = encoding(job, entry, _LEVELS, targets, witness)
        return Trial(tries, args, (*targets.values(), witness))

    return (
        Trial("measuring sound", listening(plain, entry)),
        encoded("encoding a recording", plain),
        encoded("encoding an interlaced recording in high dynamic range", hard),
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """Names of encoders and filters."""

    encoders: frozenset[str]
    filters: frozenset[str]


_FILTER = re.compile(r"(?:^|[\];,])([a-z][a-z0-9_]*)(?:@\w+)?(?==|\[|,|;|$)")
"""A filter's name, after the labels of its inputs; `@` and a name of its own may follow."""
_GRAPH = "-filter_complex"


def parts_of(args: Sequence[str]) -> Parts:
    """Return the encoders and filters that arguments of ffmpeg name."""
    pairs = [*pairwise(args)]
    encoders = {value for option, value in pairs if option in {"-c:v", "-c:a"}}
    graphs = [re.sub(r"\\.", "", value) for option, value in pairs if option == _GRAPH]
    return Parts(
        frozenset(encoders),
        frozenset(found for graph in graphs for found in _FILTER.findall(graph)),
    )


def needed() -> Parts:
    """Return every encoder and filter that the media recipe uses."""
    found = [parts_of(each.args) for each in trials(Path())]
    return Parts(
        frozenset().union(*(each.encoders for each in found)),
        frozenset().union(*(each.filters for each in found)),
    )


def failure(ffmpeg: Ffmpeg) -> str:
    """Run all trials; return what failed and ffmpeg's reason, or an empty string."""
    with TemporaryDirectory(prefix="lessonbank-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for each in trials(folder):
            try:
                run(ffmpeg, each.args, timeout=_TIMEOUT)
            except FfmpegError as error:
                return f"{each.tries} failed ({error.message.rstrip('.')})"
            if not all(file.is_file() and file.stat().st_size for file in each.outputs):
                return f"{each.tries} made no file"
    return ""
