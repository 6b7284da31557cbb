"""Read the boxes of an MP4 file (ISO/IEC 14496-12) that are needed to check it."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

_EMPTY_META = 53
_PARENTS = {"moov", "trak", "mdia", "minf", "stbl", "edts", "dinf"}
_LARGEST_INDEX = 64 << 20
_DEEPEST = 12
"""Boxes inside each other; a film has 8."""
_PLAIN = {"ftyp", "moov", "free", "mdat"}
_TIMED = {"mvhd", "tkhd", "mdhd"}
# Every box that ffmpeg writes into the index of a film with a picture and a sound.
_KNOWN = (
    *("mvhd", "trak", "udta"),
    *(f"trak/{name}" for name in ("tkhd", "edts", "edts/elst", "mdia", "mdia/mdhd", "mdia/hdlr")),
    *(f"trak/mdia/minf{name}" for name in ("", "/vmhd", "/smhd", "/dinf", "/dinf/dref", "/stbl")),
    *(
        f"trak/mdia/minf/stbl/{name}"
        for name in (
            *("stsd", "stts", "stss", "ctts", "stsc", "stsz", "stco", "co64", "sgpd", "sbgp"),
            *("stsd/avc1", "stsd/avc1/avcC", "stsd/avc1/colr", "stsd/avc1/pasp", "stsd/avc1/btrt"),
            *("stsd/mp4a", "stsd/mp4a/esds", "stsd/mp4a/btrt"),
        )
    ),
)
_INDEX = frozenset(f"moov/{name}" for name in _KNOWN)
# Bytes before the inner boxes of a sample entry.
_ENTRIES = {"stsd": 8, "avc1": 78, "mp4a": 28}


class Mp4Error(ValueError):
    """The file is not a valid MP4."""


@dataclass(frozen=True)
class Box:
    """A box of the index: its path such as `moov/trak/tkhd`, and its payload."""

    path: str
    payload: bytes

    @property
    def kind(self) -> str:
        """The box's four-letter type."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True)
class Mp4:
    """The types of the top boxes in order, all boxes of the index, and the bytes of media."""

    top: tuple[str, ...]
    index: tuple[Box, ...]
    media: int

    @property
    def starts_fast(self) -> bool:
        """Whether the index comes before the media, so that playback needs no second request."""
        return "moov" in self.top and self.top.index("moov") < self.top.index("mdat")

    @property
    def handlers(self) -> tuple[tuple[str, str], ...]:
        """The type and name of each track: `("vide", "VideoHandler")`."""
        found = (box.payload for box in self.index if box.path == "moov/trak/mdia/hdlr")
        return tuple(
            (payload[8:12].decode("latin-1"), payload[24:].rstrip(b"\0").decode("utf-8", "replace"))
            for payload in found
        )

    @property
    def durations(self) -> tuple[float, ...]:
        """The presented duration of each track in seconds."""
        movie = next((box.payload for box in self.index if box.path == "moov/mvhd"), b"")
        tracks = (box.payload for box in self.index if box.path == "moov/trak/tkhd")
        scale = _number(movie, (12, ">I"), (20, ">I"))
        if not scale:
            raise Mp4Error("it has no time scale")
        return tuple(_number(track, (20, ">I"), (28, ">Q")) / scale for track in tracks)

    @property
    def stored_durations(self) -> tuple[float, ...]:
        """The stored duration of each track in seconds, including hidden parts."""
        return tuple(
            _number(head, (16, ">I"), (24, ">Q")) / max(1, _number(head, (12, ">I"), (20, ">I")))
            for head in self._all("mdia/mdhd")
        )

    @property
    def strange(self) -> tuple[str, ...]:
        """The paths of unexpected boxes."""
        return tuple(box.path for box in self.index if box.path not in _INDEX)

    @property
    def is_filled(self) -> bool:
        """Whether every byte of media belongs to a track."""
        tracks = range(len(self.handlers))
        return self.media == sum(size for track in tracks for _, size in self.samples(track))

    def samples(self, track: int) -> tuple[tuple[int, int], ...]:
        """Return the offset and size in bytes of each sample. Raises Mp4Error."""
        tables = "mdia/minf/stbl"
        try:
            sizes = _sizes(self._of(track, f"{tables}/stsz"))
            chunks = _chunks(self._of(track, f"{tables}/stco"), self._of(track, f"{tables}/co64"))
            return tuple(_placed(sizes, chunks, _runs(self._of(track, f"{tables}/stsc"))))
        except (struct.error, ValueError) as error:
            raise Mp4Error("the tables of its samples are broken") from error

    def _all(self, path: str) -> list[bytes]:
        return [box.payload for box in self.index if box.path == f"moov/trak/{path}"]

    def _of(self, track: int, path: str) -> bytes:
        """Return the payload of a track's box at `path`; empty if missing."""
        number = -1
        for box in self.index:
            number += box.path == "moov/trak"
            if number == track and box.path == f"moov/trak/{path}":
                return box.payload
        return b""

    @property
    def is_dated(self) -> bool:
        """Whether any header holds a creation or modification time."""
        return any(any(_times(box.payload)) for box in self.index if box.kind in _TIMED)

    @property
    def is_tagged(self) -> bool:
        """Whether a metadata box has content."""
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
        media = sum(end - start for kind, start, end in top if kind == "mdat")
        return Mp4(kinds, tuple(_inner(file.read(end - start), "moov")), media)


def units(path: Path, samples: Iterable[tuple[int, int]]) -> set[int]:
    """Return the NAL unit types in these samples of H.264. Raises Mp4Error."""
    kinds = set()
    with path.open("rb") as file:
        for place, size in samples:
            file.seek(place)
            sample = file.read(size)
            at = 0
            while at + _LENGTH < len(sample):
                kinds.add(sample[at + _LENGTH] & _KIND)
                at += _LENGTH + int.from_bytes(sample[at : at + _LENGTH], "big")
            if at != size:
                raise Mp4Error("a picture is not made of whole units")
    return kinds


_LENGTH, _KIND = 4, 0x1F


def _sizes(payload: bytes) -> tuple[int, ...]:
    """Read the sample sizes of `stsz`, which may store one size for all."""
    same, count = struct.unpack_from(">II", payload, 4)
    return (same,) * count if same else _numbers(payload, 12, count, "I")


def _chunks(short: bytes, long: bytes) -> tuple[int, ...]:
    """Read a track's chunk offsets from `stco` or `co64`."""
    payload, kind = (short, "I") if short else (long, "Q")
    (count,) = struct.unpack_from(">I", payload, 4)
    return _numbers(payload, 8, count, kind)


def _runs(payload: bytes) -> list[tuple[int, int]]:
    """Read `stsc`: pairs of a first chunk, counted from 0, and its samples per chunk."""
    (count,) = struct.unpack_from(">I", payload, 4)
    numbers = _numbers(payload, 8, 3 * count, "I")
    return [(first - 1, each) for first, each in zip(numbers[::3], numbers[1::3], strict=True)]


def _numbers(payload: bytes, place: int, count: int, kind: str) -> tuple[int, ...]:
    return tuple(struct.unpack_from(f">{count}{kind}", payload, place))


def _placed(
    sizes: Sequence[int], chunks: Sequence[int], runs: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    rest = iter(sizes)
    ends = [first for first, _ in runs[1:]] + [len(chunks)]
    for (first, each), end in zip(runs, ends, strict=True):
        for place in chunks[first:end]:
            at = place
            for size in islice(rest, each):
                yield at, size
                at += size


def _top(file: BinaryIO, size: int) -> Iterator[tuple[str, int, int]]:
    """Yield the type of each top box, and the start and end of its payload."""
    position = 0
    while position + 8 <= size:
        file.seek(position)
        length, kind, header = _header(file.read(16), size - position)
        yield kind, position + header, position + length
        position += length


def _inner(data: bytes, parent: str) -> Iterator[Box]:
    if parent.count("/") > _DEEPEST:
        raise Mp4Error("its boxes are nested too deep")
    position = 0
    while position + 8 <= len(data):
        length, kind, header = _header(data[position : position + 16], len(data) - position)
        box = Box(f"{parent}/{kind}", data[position + header : position + length])
        yield box
        if kind in _PARENTS or kind in _ENTRIES:
            yield from _inner(box.payload[_ENTRIES.get(kind, 0) :], box.path)
        position += length


def _header(data: bytes, rest: int) -> tuple[int, str, int]:
    """Return the length of a box, its type and the length of its header."""
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
    """Return whether the only box is a `meta` that ends with an empty list of items."""
    length, kind, _ = _header(user_data[:16], len(user_data))
    whole = kind == "meta" and length == len(user_data) == _EMPTY_META
    return whole and user_data.endswith(b"\0\0\0\x08ilst")


def _times(payload: bytes) -> tuple[int, int]:
    """Return the creation and modification time of a header box, 0 if unset."""
    return _number(payload, (4, ">I"), (4, ">Q")), _number(payload, (8, ">I"), (12, ">Q"))


def _number(payload: bytes, short: tuple[int, str], long: tuple[int, str]) -> int:
    """Read a number of a header box; `short` and `long` are its offset and type by version."""
    place, kind = long if payload[:1] != b"\0" else short
    try:
        number: int = struct.unpack_from(kind, payload, place)[0]
    except struct.error as error:
        raise Mp4Error("a header is cut short") from error
    return number
