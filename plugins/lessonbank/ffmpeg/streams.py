"""Parse ffmpeg's report on an opened file into values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True)
class VideoStream:
    """A video stream as coded; `rotation` is in degrees clockwise, applied by the player."""

    index: int
    codec: str
    width: int
    height: int
    sample_aspect: Fraction
    rotation: int
    fps: float
    pix_fmt: str
    colour: tuple[str, ...]
    field_order: str
    default: bool

    @property
    def matrix(self) -> str:
        """The colour matrix in the file, "" if unknown."""
        return self._colour(0)

    @property
    def primaries(self) -> str:
        """The colour primaries in the file, "" if unknown."""
        return self._colour(1)

    @property
    def transfer(self) -> str:
        """The transfer characteristic in the file, "" if unknown."""
        return self._colour(2)

    def _colour(self, place: int) -> str:
        """Return one part of `matrix/primaries/transfer`; a single name stands for all three."""
        named = [item for item in self.colour if item and item not in _NO_COLOURS]
        name = named[place] if len(named) == _COLOURS else named[0] if len(named) == 1 else ""
        return "" if name == "unknown" else name


_COLOURS = 3
# Other values that ffmpeg prints in the same brackets: range and field order.
_NO_COLOURS = {"tv", "pc", "progressive", "top first", "bottom first"}
_NO_COLOURS |= {"top coded first (swapped)", "bottom coded first (swapped)"}


@dataclass(frozen=True)
class AudioStream:
    """A sound track; `rate` in Hz."""

    index: int
    codec: str
    rate: int
    channels: int
    default: bool


@dataclass(frozen=True)
class OtherStream:
    """A stream of another type: subtitles, data, a timecode or a cover picture."""

    index: int
    kind: str
    codec: str


@dataclass(frozen=True)
class Tag:
    """A metadata tag and its scope: `file`, `stream 0`, `chapter 0` ..."""

    scope: str
    key: str
    value: str


@dataclass(frozen=True)
class Probe:
    """Contents of a file. `duration` is in seconds, None if the container gives none.

    `longest_frame` is the longest time in seconds that one frame is shown, None if not measured.
    """

    container: str
    duration: float | None
    video: tuple[VideoStream, ...]
    audio: tuple[AudioStream, ...]
    others: tuple[OtherStream, ...]
    chapters: int
    tags: tuple[Tag, ...]
    longest_frame: float | None = None

    @property
    def streams(self) -> int:
        """The number of streams of any type."""
        return len(self.video) + len(self.audio) + len(self.others)


_INPUT = re.compile(r"^Input #0, (.+), from '")
_DURATION = re.compile(r"^\s+Duration: (?:(\d+):(\d\d):(\d\d\.\d+)|N/A)")
_STREAM = re.compile(
    r"^\s+Stream #0:(\d+)(?:\[0x[0-9a-f]+\])?(?:\([^)]*\))?: (\w+): (\S+?),? (.*)$"
)
_SIZE = re.compile(r"(?:^|, )(\d+)x(\d+)(?=[ ,]|$)")
_ASPECT = re.compile(r"\bSAR (\d+):(\d+)")
_FPS = re.compile(r"([\d.]+)(k?) (?:fps|tbr)\b")
_PIXELS = re.compile(r"(?:^|, )([a-z][a-z0-9]*)(?:\(([^)]*)\))?(?=, \d+x\d+)")
_RATE = re.compile(r"(\d+) Hz, ([^,]+)")
_ROTATION = re.compile(r"^\s+(?i:display ?matrix): rotation of (-?[\d.]+) degrees")
_SCOPE = re.compile(r"^\s+(Chapter|Program|Stream group) #?(\d+(?::\d+)*)")
_FIELDS = {"progressive": "progressive", "top": "tff", "bottom": "bff"}
_LAYOUTS = {"mono": 1, "stereo": 2, "downmix": 2, "quad": 4, "hexagonal": 6, "octagonal": 8}


def read_report(lines: Iterable[str]) -> Probe | None:
    """Parse ffmpeg's report on `Input #0`; return None if it opened no input."""
    reader: _Reader | None = None
    for line in lines:
        opened = _INPUT.match(line)
        if opened:
            reader = _Reader(opened.group(1))
        elif reader and line and not line.startswith(" "):
            break
        elif reader:
            reader.read(line)
    return reader.probe() if reader else None


class _Reader:
    """Parses the indented lines of one input, one at a time."""

    def __init__(self, container: str) -> None:
        self._container = container
        self._duration: float | None = None
        self._streams: dict[int, VideoStream | AudioStream | OtherStream] = {}
        self._rotations: dict[int, int] = {}
        self._tags: list[Tag] = []
        self._chapters: set[str] = set()
        self._scope = "file"
        self._stream = -1
        self._metadata_indent: int | None = None

    def read(self, line: str) -> None:
        indent = len(line) - len(line.lstrip())
        if line.strip() == "Metadata:":
            self._metadata_indent = indent
        elif self._metadata_indent is not None and indent > self._metadata_indent:
            self._read_tag(line)
        else:
            self._metadata_indent = None
            self._read_fact(line)

    def _read_tag(self, line: str) -> None:
        key, _, value = line.partition(":")
        if key.strip():  # An empty key continues the previous value.
            self._tags.append(Tag(self._scope, key.strip(), value.strip()))

    def _read_fact(self, line: str) -> None:
        if stream := _STREAM.match(line):
            self._stream = int(stream.group(1))
            self._scope = f"stream {self._stream}"
            self._streams.setdefault(self._stream, _stream(*stream.groups()))
        elif scope := _SCOPE.match(line):
            self._scope = f"{scope.group(1).lower()} {scope.group(2)}"
            if scope.group(1) == "Chapter":
                self._chapters.add(scope.group(2))
        elif duration := _DURATION.match(line):
            self._duration = _seconds(*duration.groups())
        elif rotation := _ROTATION.match(line):
            self._rotations[self._stream] = round(-float(rotation.group(1))) % 360

    def probe(self) -> Probe:
        streams = [self._streams[index] for index in sorted(self._streams)]
        return Probe(
            container=self._container,
            duration=self._duration,
            video=tuple(self._turned(s) for s in streams if isinstance(s, VideoStream)),
            audio=tuple(s for s in streams if isinstance(s, AudioStream)),
            others=tuple(s for s in streams if isinstance(s, OtherStream)),
            chapters=len(self._chapters),
            tags=tuple(self._tags),
        )

    def _turned(self, stream: VideoStream) -> VideoStream:
        return replace(stream, rotation=self._rotations.get(stream.index, 0))


def _stream(
    number: str, kind: str, codec: str, rest: str
) -> VideoStream | AudioStream | OtherStream:
    index, default = int(number), "(default)" in rest
    size = _SIZE.search(rest)
    if kind == "Video" and size and "(attached pic)" not in rest:
        width, height = int(size.group(1)), int(size.group(2))
        pix_fmt, colour = _pixels(rest)
        return VideoStream(
            index=index,
            codec=codec,
            width=width,
            height=height,
            sample_aspect=_aspect(rest),
            rotation=0,
            fps=_fps(rest),
            pix_fmt=pix_fmt,
            colour=tuple(part for item in colour for part in item.split("/")),
            field_order=_field_order(colour),
            default=default,
        )
    rate = _RATE.search(rest)
    if kind == "Audio" and rate:
        channels = _channels(rate.group(2))
        return AudioStream(index, codec, int(rate.group(1)), channels, default)
    return OtherStream(index, kind.lower(), codec)


def _seconds(hours: str | None, minutes: str, seconds: str) -> float | None:
    if hours is None:
        return None
    return round(int(hours) * 3600 + int(minutes) * 60 + float(seconds), 3)


def _aspect(rest: str) -> Fraction:
    found = _ASPECT.search(rest)
    across, down = (int(found.group(1)), int(found.group(2))) if found else (1, 1)
    return Fraction(across, down) if across and down else Fraction(1)


def _fps(rest: str) -> float:
    """Return frames a second, 0 if unknown."""
    found = _FPS.search(rest)
    return float(found.group(1)) * (1000 if found.group(2) else 1) if found else 0.0


def _pixels(rest: str) -> tuple[str, list[str]]:
    """Return the pixel format and the values in its brackets: range, colour, field order."""
    found = _PIXELS.search(rest)
    if not found:
        return "unknown", []
    return found.group(1), [item.strip() for item in (found.group(2) or "").split(",")]


def _field_order(colour: Iterable[str]) -> str:
    words: Iterator[str] = (item.split(" ", 1)[0] for item in colour)
    return next((_FIELDS[word] for word in words if word in _FIELDS), "unknown")


def _channels(layout: str) -> int:
    """Return the number of channels of a layout such as `stereo`, `5.1(side)`, `3 channels`."""
    name = layout.strip().partition("(")[0].strip()
    if name in _LAYOUTS:
        return _LAYOUTS[name]
    counts = re.findall(r"\d+", name)
    return sum(int(count) for count in counts) or 2
