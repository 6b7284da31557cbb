"""Find and remove tags of sound files: ID3 and APE in an MP3, boxes in an MP4.

Full tag libraries have licences that this project cannot use. This module only needs texts,
pictures and the positions of tags.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from lessonbank.sanitise.kinds import (
    LOCATION,
    PERSON,
    Kind,
    Trace,
    UnreadableFileError,
    Words,
)

_PEOPLE = frozenset(
    {"TPE1", "TPE2", "TPE3", "TPE4", "TCOM", "TEXT", "TOPE", "TOWN", "TENC", "TP1", "TP2", "TCM"}
    | {"TEN"}
)
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")
_PRIVATE = frozenset({"PRIV", "GEOB", "UFID"})
_ID3V1, _APE_FOOTER = 128, 32


def look_at_mp3(data: bytes) -> Iterator[Trace | Words]:
    """Yield the traces and words of an MP3's tags. Raises UnreadableFileError."""
    start, end = sound_of(data)
    if start >= end or not (data[start] == 0xFF and data[start + 1 : start + 2] >= b"\xe0"):  # noqa: PLR2004 - the sync of a frame
        raise UnreadableFileError("it is not a readable MP3")
    place = 0
    while place < start:
        size = _id3_size(data, place)
        yield from _frames(data[place : place + size])
        place += size
    tail = data[end:]
    texts = _tail_texts(tail)
    if people := tuple(texts[name] for name in ("artist",) if texts.get(name)):
        yield Trace(Kind.TELLS, "", PERSON, people)
    if tail:
        yield Words("", "\n".join(texts.values()) or tail.decode("utf-8", "replace"))


def without_tags(data: bytes) -> bytes:
    """Return only the sound frames of an MP3."""
    start, end = sound_of(data)
    return data[start:end]


def sound_of(data: bytes) -> tuple[int, int]:
    """Return the offsets at which the sound of an MP3 starts and ends."""
    start, end = 0, len(data)
    while size := _id3_size(data, start):
        start = min(start + size, end)
    while True:
        if data[max(end - _ID3V1, 0) : end].startswith(b"TAG"):
            end -= _ID3V1
        elif data[max(end - _APE_FOOTER, 0) : end].startswith(b"APETAGEX"):
            (size,) = struct.unpack_from("<I", data, end - _APE_FOOTER + 12)
            begin = max(end - size, start)
            if data[max(begin - _APE_FOOTER, 0) : begin].startswith(b"APETAGEX"):
                begin -= _APE_FOOTER
            end = min(begin, end - _APE_FOOTER)
        else:
            return start, max(end, start)


def _id3_size(data: bytes, place: int) -> int:
    """Return the size in bytes of the ID3 tag at offset `place`, 0 if there is none."""
    head = data[place : place + 10]
    if len(head) < 10 or not head.startswith(b"ID3"):  # noqa: PLR2004 - its head
        return 0
    footer = 10 if head[5] & 0x10 else 0
    return 10 + _seven_bits(head[6:10]) + footer


def _seven_bits(four: bytes) -> int:
    return sum((byte & 0x7F) << shift for byte, shift in zip(four, (21, 14, 7, 0), strict=True))


def _frames(tag: bytes) -> Iterator[Trace | Words]:
    version = tag[3]
    if tag[5] & 0x80:
        tag = tag[:10] + tag[10:].replace(b"\xff\0", b"\xff")
    wide = version > 2  # noqa: PLR2004 - ID3v2.2 has short names
    head = 10 if wide else 6
    place = 10
    while place + head <= len(tag) and tag[place : place + 1].isalnum():
        name = tag[place : place + (4 if wide else 3)].decode("latin-1")
        if not wide:
            size = int.from_bytes(tag[place + 3 : place + 6])
        elif version == 3:  # noqa: PLR2004
            size = int.from_bytes(tag[place + 4 : place + 8])
        else:
            size = _seven_bits(tag[place + 4 : place + 8])
        content = tag[place + head : place + head + size]
        yield from _frame(name, content)
        place += head + size


def _cover(picture: bytes) -> Iterator[Trace | Words]:
    from lessonbank.sanitise.metadata import read_picture  # noqa: PLC0415 - Pillow is slow to load

    inner = "cover picture"
    try:
        yield from read_picture(picture).found(inner)
    except UnreadableFileError as error:
        yield Trace(Kind.UNREADABLE, inner, str(error))


def _frame(name: str, content: bytes) -> Iterator[Trace | Words]:
    if name in {"APIC", "PIC"}:
        start = re.search(rb"\xff\xd8\xff|\x89PNG|GIF8|RIFF", content)
        if start:
            yield from _cover(content[start.start() :])
        return
    if name in _PRIVATE:
        yield Trace(Kind.HIDDEN, f"tag {name}", "a program's own data")
        return
    text = _decoded(content)
    if name in _PEOPLE and text.strip("\0 "):
        yield Trace(Kind.TELLS, f"tag {name}", PERSON, (text.strip("\0 "),))
    yield Words(f"tag {name}", text)


def _decoded(content: bytes) -> str:
    if content[:1] and content[0] < len(_ENCODINGS):
        encoding, content = _ENCODINGS[content[0]], content[1:]
    else:
        encoding = "latin-1"
    return content.decode(encoding, "replace").replace("\0", " ")


def _tail_texts(tail: bytes) -> dict[str, str]:
    """Read the texts of an ID3v1 tag by field."""
    if tail[-_ID3V1 : -_ID3V1 + 3] != b"TAG" or len(tail) < _ID3V1:
        return {}
    old = tail[-_ID3V1:]
    cuts = {"title": old[3:33], "artist": old[33:63], "album": old[63:93], "note": old[97:127]}
    return {name: cut.decode("latin-1").strip("\0 ") for name, cut in cuts.items()}


_CONTAINERS = frozenset({b"moov", b"trak", b"udta", b"meta", b"ilst", b"mdia"})
_MP4_PEOPLE = frozenset({b"\xa9ART", b"\xa9aut", b"\xa9wrt", b"aART", b"cprt"})
_MP4_TAGS = frozenset({b"udta", b"meta"})
_MP4_PLACES = frozenset({b"\xa9xyz", b"loci"})


def look_at_mp4(data: bytes) -> Iterator[Trace | Words]:
    """Yield the traces and words of an MP4's tags. Raises UnreadableFileError."""
    if data[4:8] != b"ftyp":
        raise UnreadableFileError("it is not a readable MP4")
    for name, start, end in boxes(data):
        text = re.sub(rb"[^\x20-\x7e\x80-\xff]+", b" ", data[start:end]).decode("utf-8", "replace")
        inner = "tag " + name.decode("latin-1")
        if name in _MP4_PEOPLE:
            yield Trace(Kind.TELLS, inner, PERSON, (text,))
        elif name in _MP4_PLACES or (name == b"udta" and b"location.ISO6709" in data[start:end]):
            yield Trace(Kind.TELLS, inner, LOCATION, (text,))
        if name in _MP4_TAGS:
            yield Words(inner, text)


def without_boxes(data: bytes) -> bytes:
    """Blank the tags of an MP4 in place, so that no offset changes."""
    result = bytearray(data)
    for name, start, end in boxes(data):
        if name in _MP4_TAGS:
            result[start - 4 : start] = b"free"
            result[start:end] = bytes(end - start)
    return bytes(result)


def boxes(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield each box, including nested ones: type, start and end of its payload."""
    waiting = [(0, len(data))]
    while waiting:
        place, limit = waiting.pop()
        while place + 8 <= limit:
            size = int.from_bytes(data[place : place + 4])
            name, start = data[place + 4 : place + 8], place + 8
            if size == 1:
                size, start = int.from_bytes(data[place + 8 : place + 16]), place + 16
            end = limit if size == 0 else place + size
            if end > limit or end < start:
                raise UnreadableFileError("it is a damaged MP4")
            yield name, start, end
            if name in _CONTAINERS:
                # In most files `meta` has four extra bytes before its boxes.
                skip = 4 if name == b"meta" and data[start + 4 : start + 8] != b"hdlr" else 0
                waiting.append((start + skip, end))
            place = end
