"""Personal data in the metadata of pictures."""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Sequence

import pytest
from PIL import PngImagePlugin

from lessonbank.sanitise import Trace, UnreadableFileError
from lessonbank.sanitise.metadata import Disclosed, read_picture
from papers import XMP, picture
from papers import exif as _exif


def _kinds(told: Disclosed) -> Sequence[str]:
    return [each.what for each in told.found("") if isinstance(each, Trace)]


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_place_device_and_person_are_found_in_exif(kind: str) -> None:
    told = read_picture(picture(kind, exif=_exif()))
    assert _kinds(told) == ["a location", "a device", "a person"]
    assert told.people == ("Jo Smith",)


@pytest.mark.parametrize("kind", ["jpeg", "webp", "avif"])
def test_place_device_and_person_are_found_in_xmp(kind: str) -> None:
    told = read_picture(picture(kind, xmp=XMP.encode()))
    assert _kinds(told) == ["a location", "a device", "a person"]
    assert told.people == ("Jo Smith",)


def test_a_person_is_found_in_texts_of_a_png() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP)
    info.add_text("Author", "Amira", zip=True)
    told = read_picture(picture("png", pnginfo=info))
    assert told.people == ("Amira", "Jo Smith")


def test_place_and_person_are_found_in_iptc() -> None:
    entries = b"".join(
        struct.pack(">BBBH", 0x1C, 2, number, len(value)) + value
        for number, value in ((80, b"Jo Smith"), (90, b"Larkfield"))
    )
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(entries)) + entries
    block = b"Photoshop 3.0\0" + resource + b"\0" * (len(resource) % 2)
    plain = picture("jpeg")
    data = plain[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + plain[2:]
    assert read_picture(data) == Disclosed(
        ("Larkfield",), people=("Jo Smith",), texts=("Jo Smith", "Larkfield")
    )


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "gif"])
def test_nothing_is_found_in_a_picture_without_metadata(kind: str) -> None:
    assert read_picture(picture(kind)) == Disclosed()


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "tiff"])
def test_a_damaged_picture_is_read_or_refused(kind: str) -> None:
    data = picture(kind, exif=_exif())
    for place in range(2, len(data), 3):
        for damaged in (data[:place], data[:place] + b"\xff" + data[place + 1 :]):
            with contextlib.suppress(UnreadableFileError):
                assert isinstance(read_picture(damaged), Disclosed)
