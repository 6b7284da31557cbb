"""The facts of a recording that outlive the file: what media.lock remembers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any

from lessonbank.ffmpeg.disclosed import disclosed
from lessonbank.ffmpeg.probe import best_audio, best_video, upright_size
from lessonbank.ffmpeg.streams import Probe, VideoStream

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "str": str,
    "int": int,
    "float": (int, float),
    "int | None": (int, type(None)),
    "float | None": (int, float, type(None)),
    "tuple[str, ...]": (tuple, list),
}
_MATRICES = {"bt709", "smpte170m", "bt470bg", "fcc", "smpte240m", "bt2020nc"}
_PRIMARIES = {"bt709", "bt470bg", "smpte170m", "smpte240m", "bt2020", "smpte431", "smpte432"}
_RGB = ("rgb", "bgr", "gbr", "argb", "abgr", "pal8", "gray")
_HIGH_DEFINITION = 720
_FLOATS = ("duration", "fps", "longest_frame")


@dataclass(frozen=True)
class Footage:
    """A recording as the build sees it. Checks and cached builds need this and not the file.

    `size` is in bytes, `duration` in seconds, `width` and `height` are as shown (upright, square
    pixels), `rotation` in degrees is what the file asks of a player, `fps` is 0 if unknown,
    `field_order` is progressive, tff or bff, `colour_matrix` as the file says or as players take
    it, `dynamic_range` sdr, wide, pq or hlg, and the two streams are numbers in the file.
    `discloses` says which of location, device and person its metadata tells.

    Facts that came later have defaults, so that older locks can be read: `colour_primaries` as the
    file says, "" if it does not, and `longest_frame`, for how many seconds one frame stays on show
    at most, None if nobody has looked.
    """

    sha256: str
    size: int
    duration: float
    width: int
    height: int
    fps: float
    rotation: int
    field_order: str
    colour_matrix: str
    dynamic_range: str
    video_stream: int
    audio_stream: int | None
    channels: int
    discloses: tuple[str, ...] = ()
    colour_primaries: str = ""
    longest_frame: float | None = None

    @property
    def has_audio(self) -> bool:
        """Whether there is sound."""
        return self.audio_stream is not None

    @property
    def is_complete(self) -> bool:
        """Whether no fact is missing that an older lock did not have."""
        return self.longest_frame is not None

    @classmethod
    def from_probe(cls, found: Probe, *, sha256: str, size: int) -> Footage:
        """The facts of a probed recording whose fingerprint was taken."""
        video, audio = best_video(found), best_audio(found)
        width, height = upright_size(video)
        return cls(
            sha256=sha256,
            size=size,
            duration=found.duration or 0.0,
            width=width,
            height=height,
            fps=video.fps,
            rotation=video.rotation,
            field_order=video.field_order,
            colour_matrix=_colour_matrix(video),
            dynamic_range=_dynamic_range(video),
            video_stream=video.index,
            audio_stream=audio.index if audio else None,
            channels=audio.channels if audio else 0,
            discloses=disclosed(found.tags),
            colour_primaries=video.primaries if video.primaries in _PRIMARIES else "",
            longest_frame=found.longest_frame,
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values, in the order of the fields; those that have a default where they differ."""
        defaults = {field.name: field.default for field in fields(self)}
        return {name: fact for name, fact in asdict(self).items() if fact != defaults[name]}

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> Footage:
        """The reverse of `to_dict`. Raises ValueError that names what is missing or wrong."""
        names = [field.name for field in fields(cls)]
        needed = [field.name for field in fields(cls) if field.default is MISSING]
        wrong = [name for name in needed if name not in facts] + sorted(set(facts) - set(names))
        if wrong:
            raise ValueError(f"`{wrong[0]}` is {'missing' if wrong[0] in names else 'unknown'}")
        for field in fields(cls):
            value = facts.get(field.name, field.default)
            if isinstance(value, bool) or not isinstance(value, _TYPES[str(field.type)]):
                raise ValueError(f"`{field.name}` is {value!r}, not {field.type}")  # noqa: TRY004
        floats = {name: float(facts[name]) for name in _FLOATS if facts.get(name) is not None}
        return cls(**{**facts, **floats, "discloses": tuple(facts.get("discloses", ()))})


def _colour_matrix(video: VideoStream) -> str:
    """The matrix told, else what players assume: that of television of the picture's height.

    ffmpeg assumes standard definition for all, which turns untagged high definition reddish.
    """
    if video.pix_fmt.startswith(_RGB):
        return "rgb"
    if video.matrix in _MATRICES:
        return video.matrix
    if _dynamic_range(video) != "sdr":
        return "bt2020nc"
    return "bt709" if video.height >= _HIGH_DEFINITION else "smpte170m"


def _dynamic_range(video: VideoStream) -> str:
    if video.transfer == "smpte2084":
        return "pq"
    if video.transfer == "arib-std-b67":
        return "hlg"
    return "wide" if "bt2020" in video.matrix + video.primaries + video.transfer else "sdr"
