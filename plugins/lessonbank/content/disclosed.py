"""What the metadata of pictures and papers gives away, read as far as it takes to say so."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

_MOST = 20_000_000
"""Bytes that a compressed part may unpack to."""


class UnreadableFileError(Exception):
    """A file that is not what its name says."""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What is told of places and devices, and which people are named; `values` is all of it."""

    places: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        return (*self.places, *self.devices, *self.people)

    def kinds(self, agreed: frozenset[str]) -> tuple[str, ...]:
        """What is told, of people only those who are not among the `agreed`, folded names."""
        people = [name for name in self.people if name.strip().casefold() not in agreed]
        told = {"location": self.places, "device": self.devices, "person": people}
        return tuple(kind for kind, values in told.items() if values)


_HINTS = (
    *(b"Exif", b"EXIF", b"eXIf", b"Photoshop", b"xap", b"XMP", b"xmp"),
    *(b"tEXt", b"zTXt", b"iTXt", b"II*\0", b"MM\0*"),
)
_PLACE_TAGS = (
    *(ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSAreaInformation),
    *(ExifTags.GPS.GPSDestLatitude, ExifTags.GPS.GPSDestLongitude),
)
"""Some cameras write the others without knowing where they are."""
_DEVICE_TAGS = (
    *(ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.BodySerialNumber),
    *(ExifTags.Base.LensModel, ExifTags.Base.LensSerialNumber),
)
_PEOPLE_TAGS = (ExifTags.Base.Artist, ExifTags.Base.CameraOwnerName, ExifTags.Base.XPAuthor)
_IPTC_PEOPLE, _IPTC_PLACES = ((2, 80), (2, 122)), ((2, 90), (2, 92), (2, 95))
_TEXT_PEOPLE = ("author", "artist", "creator")


def read_picture(data: bytes) -> Disclosed:
    """Raises UnreadableFileError."""
    if not any(hint in data for hint in _HINTS):
        return Disclosed()  # as most pictures that were made for the web
    try:
        # Pillow warns of damaged metadata, and goes on as if there was no more of it.
        with warnings.catch_warnings(action="error"), Image.open(io.BytesIO(data)) as picture:
            return _joined(_exif(picture), _iptc(picture), _chunks(picture))
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError, Warning) as error:
        raise UnreadableFileError("it is no picture that can be read") from error


def _joined(*parts: Disclosed) -> Disclosed:
    """All that is told, each thing once."""
    return Disclosed(
        places=tuple(dict.fromkeys(value for part in parts for value in part.places)),
        devices=tuple(dict.fromkeys(value for part in parts for value in part.devices)),
        people=tuple(dict.fromkeys(value for part in parts for value in part.people)),
    )


def _exif(picture: Image.Image) -> Disclosed:
    exif = picture.getexif()
    tags = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
    position = exif.get_ifd(ExifTags.IFD.GPSInfo)
    return Disclosed(
        places=tuple(_text(position[tag]) for tag in _PLACE_TAGS if tag in position),
        devices=tuple(_text(tags[tag]) for tag in _DEVICE_TAGS if tags.get(tag)),
        people=tuple(_text(tags[tag]) for tag in _PEOPLE_TAGS if tags.get(tag)),
    )


def _iptc(picture: ImageFile.ImageFile) -> Disclosed:
    found: Mapping[Any, Any] = IptcImagePlugin.getiptcinfo(picture) or {}
    return Disclosed(
        places=tuple(_text(found[tag]) for tag in _IPTC_PLACES if tag in found),
        people=tuple(_text(found[tag]) for tag in _IPTC_PEOPLE if tag in found),
    )


def _chunks(picture: Image.Image) -> Disclosed:
    """Texts by name, and the packet of XMP."""
    texts = {str(name): _text(value) for name, value in picture.info.items()}
    people = tuple(text for name, text in texts.items() if name.lower() in _TEXT_PEOPLE)
    packets = (text for name, text in texts.items() if "xmp" in name.lower())
    return _joined(Disclosed(people=people), *map(_xmp, packets))


_XMP_PLACE = re.compile(r"\bexif:GPS(?:Latitude|Longitude|Position)\b|\bphotoshop:City\b")
_XMP_DEVICE = re.compile(r"\b(?:tiff:(?:Make|Model)|aux:(?:SerialNumber|Lens)|exifEX:\w*Serial\w*)")
_XMP_PEOPLE = re.compile(r"<dc:creator>\s*(?:<rdf:\w+>\s*)?<rdf:li[^>]*>([^<]+)")


def _xmp(packet: str) -> Disclosed:
    return Disclosed(
        places=tuple(_XMP_PLACE.findall(packet)),
        devices=tuple(_XMP_DEVICE.findall(packet)),
        people=tuple(_XMP_PEOPLE.findall(packet)),
    )


def _text(value: object) -> str:
    if isinstance(value, bytes):
        wide = b"\0" in value
        return value.decode("utf-16-le" if wide else "utf-8", "replace").rstrip("\0")
    if isinstance(value, list | tuple):
        return " ".join(map(_text, value))
    return str(value)


_PACKED = re.compile(rb"/(?:ObjStm|Metadata)\b")
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 2000
"""Bytes within which the dictionary of a stream ends."""
_AUTHOR = re.compile(rb"/Author\s*(?:\(((?:\\[\s\S]|[^\\()])*)\)|<([0-9A-Fa-f\s]*)>)")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|[\s\S])")


def read_pdf(data: bytes) -> Disclosed:
    """Its authors, as its own dictionary or its XMP tell."""
    parts = (data, *_unpacked(data))
    authors = [_pdf_text(match) for part in parts for match in _AUTHOR.finditer(part)]
    packets = [_xmp(part.decode("utf-8", "replace")) for part in parts if b"<dc:creator>" in part]
    told = Disclosed(people=tuple(author for author in authors if author.strip()))
    return _joined(told, *packets)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The packed streams in which a dictionary or XMP may hide."""
    for found in _PACKED.finditer(data):
        stream = _STREAM.search(data, found.end(), found.end() + _DICTIONARY)
        if stream and b"endobj" not in data[found.end() : stream.start()]:
            try:
                yield zlib.decompressobj().decompress(data[stream.end() :], _MOST)
            except zlib.error:
                continue


def _pdf_text(match: re.Match[bytes]) -> str:
    if match[1] is not None:
        raw = _ESCAPED.sub(_unescaped, match[1])
    else:
        digits = re.sub(rb"\s", b"", match[2]).decode("ascii")
        raw = bytes.fromhex(digits + "0" * (len(digits) % 2))
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    return raw.decode("utf-8" if raw.startswith(b"\xef\xbb\xbf") else "latin-1")


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 8) & 0xFF]) if match[1].isdigit() else match[1]


_OFFICE = ("docProps/core.xml", "meta.xml")
_OFFICE_PEOPLE = re.compile(
    r"<(dc:creator|cp:lastModifiedBy|meta:initial-creator)>([^<]+)</\1>"  # what editors write
)


def read_office(data: bytes) -> Disclosed:
    """Who wrote a document of Microsoft Office or LibreOffice. Raises UnreadableFileError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in _OFFICE if name in archive.namelist()]
            parts = [archive.open(name).read(_MOST).decode("utf-8", "replace") for name in names]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error) as error:
        raise UnreadableFileError("it is no document that can be read") from error
    people = (match[2] for part in parts for match in _OFFICE_PEOPLE.finditer(part))
    return Disclosed(people=tuple(dict.fromkeys(people)))


READERS: Mapping[str, Callable[[bytes], Disclosed]] = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff"), read_picture),
    ".pdf": read_pdf,
    **dict.fromkeys((".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods"), read_office),
}
"""How to read a file's metadata, by its ending."""
