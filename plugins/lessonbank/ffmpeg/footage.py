"""Facts about a recording, as stored in media.lock."""

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
    """Facts about a recording. Checks and cached builds use these without the file.

    `size` is in bytes and `duration` in seconds. `width` and `height` are as shown (upright,
    square pixels); `rotation` is the file's, in degrees. `fps` is 0 if unknown. `field_order` is
    progressive, tff or bff. `colour_matrix` is the file's, or the one players assume.
    `dynamic_range` is sdr, wide, pq or hlg. The two streams are stream numbers. `discloses` lists
    which of location, device and person the metadata discloses.

    Later fields have defaults, so that older locks can be read: `colour_primaries` is "" if the
    file names none; `longest_frame` is the longest time in seconds that one frame is shown, None
    if not measured.
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
        """Whether the recording has sound."""
        return self.audio_stream is not None

    @property
    def is_complete(self) -> bool:
        """Whether every fact is known, including those that older locks lack."""
        return self.longest_frame is not None

    @classmethod
    def from_probe(cls, found: Probe, *, sha256: str, size: int) -> Footage:
        """Build the facts from a probe, a fingerprint and a size in bytes."""
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
        """Return the fields as JSON values, in order, without those equal to their default."""
        defaults = {field.name: field.default for field in fields(self)}
        return {name: fact for name, fact in asdict(self).items() if fact != defaults[name]}

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> Footage:
        """Read what `to_dict` wrote. Raises ValueError naming the missing or wrong field."""
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
    """Return the file's colour matrix, or the one players assume for the picture's height.

    ffmpeg always assumes standard definition, which makes untagged high definition reddish.
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
