"""Find personal data in the metadata of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from lessonbank.sanitise.bitmaps import opened
from lessonbank.sanitise.kinds import DEVICE, LOCATION, PERSON, Kind, Trace, Words


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Places, devices, people and other texts in metadata."""

    places: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    def found(self, inner: str) -> Iterator[Trace | Words]:
        """Yield the same data as traces and words of the part `inner`."""
        if self.texts:
            yield Words(inner, "\n".join(self.texts))
        disclosed = {LOCATION: self.places, DEVICE: self.devices, PERSON: self.people}
        for what, values in disclosed.items():
            if any(value.strip() for value in values):
                yield Trace(Kind.TELLS, inner, what, values)


_HINTS = (
    *(b"Exif", b"EXIF", b"eXIf", b"Photoshop", b"xap", b"XMP", b"xmp"),
    *(b"tEXt", b"zTXt", b"iTXt", b"II*\0", b"MM\0*"),
)
_PLACE_TAGS = (
    *(ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSAreaInformation),
    *(ExifTags.GPS.GPSDestLatitude, ExifTags.GPS.GPSDestLongitude),
)
"""Tags that prove a known place; some cameras write the other GPS tags without one."""
_DEVICE_TAGS = (
    *(ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.BodySerialNumber),
    *(ExifTags.Base.LensModel, ExifTags.Base.LensSerialNumber),
)
_PEOPLE_TAGS = (ExifTags.Base.Artist, ExifTags.Base.CameraOwnerName, ExifTags.Base.XPAuthor)
_IPTC_PEOPLE, _IPTC_PLACES = ((2, 80), (2, 122)), ((2, 90), (2, 92), (2, 95))
_TEXT_PEOPLE = ("author", "artist", "creator")
_NO_TEXT = ("exif", "icc_profile", "photoshop", "transparency")


def read_picture(data: bytes) -> Disclosed:
    """Read the metadata of a picture. Raises UnreadableFileError."""
    if not any(hint in data for hint in _HINTS):
        return Disclosed()  # Most pictures for the web have no metadata.
    with opened(data, strict=True) as picture:
        if picture.format == "PNG":
            picture.load()  # Texts may follow the pixels.
        return joined(_exif(picture), _iptc(picture), _chunks(picture))


def joined(*parts: Disclosed) -> Disclosed:
    """Combine metadata without duplicates."""
    return Disclosed(
        places=tuple(dict.fromkeys(value for part in parts for value in part.places)),
        devices=tuple(dict.fromkeys(value for part in parts for value in part.devices)),
        people=tuple(dict.fromkeys(value for part in parts for value in part.people)),
        texts=tuple(dict.fromkeys(value for part in parts for value in part.texts)),
    )


def _exif(picture: Image.Image) -> Disclosed:
    exif = picture.getexif()
    tags = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
    position = exif.get_ifd(ExifTags.IFD.GPSInfo)
    return Disclosed(
        places=tuple(_text(position[tag]) for tag in _PLACE_TAGS if tag in position),
        devices=tuple(_text(tags[tag]) for tag in _DEVICE_TAGS if tags.get(tag)),
        people=tuple(_text(tags[tag]) for tag in _PEOPLE_TAGS if tags.get(tag)),
        texts=tuple(_text(value) for value in tags.values() if isinstance(value, str | bytes)),
    )


def _iptc(picture: ImageFile.ImageFile) -> Disclosed:
    found: Mapping[Any, Any] = IptcImagePlugin.getiptcinfo(picture) or {}
    return Disclosed(
        places=tuple(_text(found[tag]) for tag in _IPTC_PLACES if tag in found),
        people=tuple(_text(found[tag]) for tag in _IPTC_PEOPLE if tag in found),
        texts=tuple(map(_text, found.values())),
    )


def _chunks(picture: Image.Image) -> Disclosed:
    """Read text chunks and the XMP packet."""
    info = {name: value for name, value in picture.info.items() if name not in _NO_TEXT}
    texts = {str(name): _text(v) for name, v in info.items() if isinstance(v, str | bytes)}
    people = tuple(text for name, text in texts.items() if name.lower() in _TEXT_PEOPLE)
    packets = (text for name, text in texts.items() if "xmp" in name.lower())
    return joined(Disclosed(people=people, texts=tuple(texts.values())), *map(read_xmp, packets))


_XMP_PLACE = re.compile(r"\bexif:GPS(?:Latitude|Longitude|Position)\b|\bphotoshop:City\b")
_XMP_DEVICE = re.compile(r"\b(?:tiff:(?:Make|Model)|aux:(?:SerialNumber|Lens)|exifEX:\w*Serial\w*)")
_XMP_PEOPLE = re.compile(r"<dc:creator>\s*(?:<rdf:\w+>\s*)?<rdf:li[^>]*>([^<]+)")


def read_xmp(packet: str) -> Disclosed:
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
