"""Reading the boxes of an MP4 file (ISO/IEC 14496-12), as far as it takes to check one."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_EMPTY_META = 53
_PARENTS = {"moov", "trak", "mdia", "minf", "stbl", "edts", "dinf"}
_LARGEST_INDEX = 64 << 20
_PLAIN = {"ftyp", "moov", "free", "mdat"}
_TIMED = {"mvhd", "tkhd", "mdhd"}


class Mp4Error(ValueError):
    """The file is not made of boxes as an MP4 file is."""


@dataclass(frozen=True)
class Box:
    """A box of the index: its path such as `moov/trak/tkhd`, and what is in it."""

    path: str
    payload: bytes

    @property
    def kind(self) -> str:
        """The four letters of its type."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True)
class Mp4:
    """The order of the top boxes, and all boxes of the index."""

    top: tuple[str, ...]
    index: tuple[Box, ...]

    @property
    def starts_fast(self) -> bool:
        """Whether the index stands before the media, so that playing needs no second request."""
        return "moov" in self.top and self.top.index("moov") < self.top.index("mdat")

    @property
    def handlers(self) -> tuple[tuple[str, str], ...]:
        """Kind and name of each track: `("vide", "VideoHandler")`."""
        found = (box.payload for box in self.index if box.path == "moov/trak/mdia/hdlr")
        return tuple(
            (payload[8:12].decode("latin-1"), payload[24:].rstrip(b"\0").decode("utf-8", "replace"))
            for payload in found
        )

    @property
    def durations(self) -> tuple[float, ...]:
        """How long each track is shown or heard, in seconds."""
        movie = next((box.payload for box in self.index if box.path == "moov/mvhd"), b"")
        tracks = (box.payload for box in self.index if box.path == "moov/trak/tkhd")
        scale = _number(movie, (12, ">I"), (20, ">I"))
        return tuple(_number(track, (20, ">I"), (28, ">Q")) / scale for track in tracks)

    @property
    def is_dated(self) -> bool:
        """Whether any header holds a time of making or changing."""
        return any(any(_times(box.payload)) for box in self.index if box.kind in _TIMED)

    @property
    def is_tagged(self) -> bool:
        """Whether there is a box for metadata with anything in it."""
        return not set(self.top) <= _PLAIN or any(
            box.kind in {"meta", "uuid"} or (box.kind == "udta" and not _is_empty(box.payload))
            for box in self.index
        )


def read_mp4(path: Path) -> Mp4:
    """Read the index of a file. Raises Mp4Error if it has none."""
    with path.open("rb") as file:
        top = list(_top(file, path.stat().st_size))
        spans = [span for kind, *span in top if kind == "moov"]
        kinds = tuple(kind for kind, *_ in top)
        if len(spans) != 1 or "mdat" not in kinds:
            raise Mp4Error("it has no index or no media")
        start, end = spans[0]
        if end - start > _LARGEST_INDEX:
            raise Mp4Error("its index is too large")
        file.seek(start)
        return Mp4(kinds, tuple(_inner(file.read(end - start), "moov")))


def _top(file: BinaryIO, size: int) -> Iterator[tuple[str, int, int]]:
    """Type, start and end of what is in each box of the file."""
    position = 0
    while position + 8 <= size:
        file.seek(position)
        length, kind, header = _header(file.read(16), size - position)
        yield kind, position + header, position + length
        position += length


def _inner(data: bytes, parent: str) -> Iterator[Box]:
    position = 0
    while position + 8 <= len(data):
        length, kind, header = _header(data[position : position + 16], len(data) - position)
        box = Box(f"{parent}/{kind}", data[position + header : position + length])
        yield box
        if kind in _PARENTS:
            yield from _inner(box.payload, box.path)
        position += length


def _header(data: bytes, rest: int) -> tuple[int, str, int]:
    """Length of a box, its type, and the length of its header."""
    length, name = struct.unpack(">I4s", data[:8])
    header = 8
    if length == 1 and len(data) == 16:  # noqa: PLR2004  a 64-bit length follows
        length, header = struct.unpack(">Q", data[8:16])[0], 16
    elif length == 0:
        length = rest
    if not header <= length <= rest:
        raise Mp4Error("a box is longer than what holds it")
    return length, name.decode("latin-1"), header


def _is_empty(user_data: bytes) -> bool:
    """Whether there is nothing but one `meta` box that ends with an empty list of items."""
    length, kind, _ = _header(user_data[:16], len(user_data))
    whole = kind == "meta" and length == len(user_data) == _EMPTY_META
    return whole and user_data.endswith(b"\0\0\0\x08ilst")


def _times(payload: bytes) -> tuple[int, int]:
    """Creation and modification time in a header box, 0 if unset."""
    return _number(payload, (4, ">I"), (4, ">Q")), _number(payload, (8, ">I"), (12, ">Q"))


def _number(payload: bytes, short: tuple[int, str], long: tuple[int, str]) -> int:
    """A number of a header box, at its place and of its kind in either version of the box."""
    place, kind = long if payload[:1] != b"\0" else short
    try:
        number: int = struct.unpack_from(kind, payload, place)[0]
    except struct.error as error:
        raise Mp4Error("a header is cut short") from error
    return number
