"""What pictures and documents tell besides what they show."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin

from lessonbank.content.disclosed import (
    READERS,
    Disclosed,
    UnreadableFileError,
    read_office,
    read_pdf,
    read_picture,
)

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description exif:GPSLatitude="53,1N" tiff:Model="P-1">
<dc:creator><rdf:Seq><rdf:li>Jo Smith</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "P-1"
    exif[ExifTags.Base.Artist] = "Jo Smith"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (53.0, 1.0, 2.0)
    return exif


def _picture(kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_exif_tells_where_with_what_and_by_whom(kind: str) -> None:
    told = read_picture(_picture(kind, exif=_exif()))
    assert told.kinds(frozenset()) == ("location", "device", "person")
    assert told.kinds(frozenset({"jo smith"})) == ("location", "device")
    assert "Jo Smith" in told.values


@pytest.mark.parametrize("kind", ["jpeg", "webp"])
def test_xmp_tells_it_too(kind: str) -> None:
    told = read_picture(_picture(kind, xmp=XMP.encode()))
    assert told.kinds(frozenset()) == ("location", "device", "person")
    assert told.people == ("Jo Smith",)


def test_texts_of_a_png_tell_it() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP)
    info.add_text("Author", "Amira", zip=True)
    told = read_picture(_picture("png", pnginfo=info))
    assert told.people == ("Amira", "Jo Smith")


def test_iptc_tells_it() -> None:
    entries = b"".join(
        struct.pack(">BBBH", 0x1C, 2, number, len(value)) + value
        for number, value in ((80, b"Jo Smith"), (90, b"Larkfield"))
    )
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(entries)) + entries
    block = b"Photoshop 3.0\0" + resource + b"\0" * (len(resource) % 2)
    plain = _picture("jpeg")
    data = plain[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + plain[2:]
    assert read_picture(data) == Disclosed(places=("Larkfield",), people=("Jo Smith",))


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "gif"])
def test_a_picture_without_metadata_tells_nothing(kind: str) -> None:
    assert read_picture(_picture(kind)) == Disclosed()


def _packed(dictionary: bytes, content: bytes) -> bytes:
    data = zlib.compress(content)
    head = b"7 0 obj\n<< " + dictionary + b" /Filter /FlateDecode /Length %d >>" % len(data)
    return head + b"\nstream\r\n" + data + b"\nendstream\nendobj\n"


@pytest.mark.parametrize(
    ("content", "author"),
    [
        (b"<< /Author (Jo Smith) >>", "Jo Smith"),
        (rb"<< /Author (J\366 \(Smith\)) >>", "J\u00f6 (Smith)"),
        (b"<< /Author (\xfe\xff\0J\0o) >>", "Jo"),
        (b"<</Author<FEFF 004A 006F>>>", "Jo"),
        (_packed(b"/Type /ObjStm /N 1", b"1 0 << /Author (Jo) >>"), "Jo"),
        (_packed(b"/Type /Metadata", XMP.encode()), "Jo Smith"),
        (XMP.encode(), "Jo Smith"),
    ],
)
def test_the_author_of_a_pdf(content: bytes, author: str) -> None:
    assert read_pdf(b"%PDF-1.7\n" + content).people == (author,)


@pytest.mark.parametrize("content", [b"<< /Author () /Title (A) >>", b"/Author 3 0 R", b""])
def test_a_pdf_that_names_nobody(content: bytes) -> None:
    assert read_pdf(b"%PDF-1.7\n" + content).kinds(frozenset()) == ()


@pytest.mark.parametrize(
    ("part", "tag"), [("docProps/core.xml", "cp:lastModifiedBy"), ("meta.xml", "dc:creator")]
)
def test_who_wrote_a_document(part: str, tag: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, f"<p><{tag}>Jo Smith</{tag}></p>")
        archive.writestr("content.xml", "<dc:creator>Somebody else</dc:creator>")
    assert read_office(file.getvalue()) == Disclosed(people=("Jo Smith",))


@pytest.mark.parametrize("read", sorted(set(READERS.values()), key=str))
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"PK\3\4"])
)
def test_any_bytes_are_read_or_refused(
    read: Callable[[bytes], Disclosed], data: bytes, start: bytes
) -> None:
    for whole in (start + data, start + data + b"Exif\0\0 /ObjStm stream\n"):
        with contextlib.suppress(UnreadableFileError):
            assert isinstance(read(whole), Disclosed)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "tiff"])
def test_a_damaged_picture_is_read_or_refused(kind: str) -> None:
    data = _picture(kind, exif=_exif())
    for place in range(2, len(data), 3):
        for damaged in (data[:place], data[:place] + b"\xff" + data[place + 1 :]):
            with contextlib.suppress(UnreadableFileError):
                assert isinstance(read_picture(damaged), Disclosed)
