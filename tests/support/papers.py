"""Pictures and documents that carry more than they show, made by hand: no office is needed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from PIL import ExifTags, Image

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description exif:GPSLatitude="53,1N" tiff:Model="P-1">
<dc:creator><rdf:Seq><rdf:li>Jo Smith</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def exif(*, turned: int = 1) -> Image.Exif:
    """Return EXIF data with a location, a device, a person and an orientation."""
    made = Image.Exif()
    made[ExifTags.Base.Model] = "P-1"
    made[ExifTags.Base.Artist] = "Jo Smith"
    made[ExifTags.Base.Orientation] = turned
    made.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (53.0, 1.0, 2.0)
    return made


def picture(kind: str, size: tuple[int, int] = (8, 6), **options: object) -> bytes:
    file = io.BytesIO()
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.save(file, kind, **options)
    return file.getvalue()


def photo(kind: str = "jpeg", **options: object) -> bytes:
    """A picture with a location, a device and a person in its metadata."""
    return picture(kind, exif=exif(), **options)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def office(parts: Mapping[str, str | bytes]) -> bytes:
    """A document of Microsoft Office of these parts."""
    return archive({"[Content_Types].xml": _TYPES, **parts})


def word(body: str = "<w:p><w:r><w:t>Bars</w:t></w:r></w:p>") -> str:
    return f"<w:document {_W}><w:body>{body}</w:body></w:document>"


def open_document(parts: Mapping[str, str | bytes]) -> bytes:
    """A document of LibreOffice of these parts."""
    kind = "application/vnd.oasis.opendocument.text"
    return archive({"mimetype": kind, "META-INF/manifest.xml": "<manifest/>", **parts})


def pdf(
    objects: Sequence[str | bytes] = (), *, page: str = "", root: str = "", trailer: str = ""
) -> bytes:
    """A PDF of one page; `objects` are numbered from 5 on, 4 is what the page says: `Bars`."""
    text = b"BT /F1 12 Tf 10 10 Td (Bars) Tj ET"
    fonts = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    shown = f"/Contents 4 0 R /Resources {fonts}"
    every: list[str | bytes] = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] {shown} {page} >>",
        stream("", text),
        *objects,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, each in enumerate(every, start=1):
        places.append(len(data))
        content = each.encode("latin-1") if isinstance(each, str) else each
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(every) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += f"trailer\n<< /Size {len(every) + 1} /Root 1 0 R {trailer} >>\n".encode("latin-1")
    return data + b"startxref\n%d\n%%%%EOF\n" % start


def stream(dictionary: str, content: bytes, *, packed: bool = False) -> bytes:
    if packed:
        content = zlib.compress(content)
        dictionary += " /Filter /FlateDecode"
    head = f"<< {dictionary} /Length {len(content)} >>\nstream\n".encode("latin-1")
    return head + content + b"\nendstream"


def mp3(tags: bytes = b"", tail: bytes = b"") -> bytes:
    """Silence of MPEG 1 layer III between tags."""
    frame = b"\xff\xfb\x90\x64" + bytes(413)
    return tags + frame * 3 + tail


def id3(frames: Mapping[str, bytes]) -> bytes:
    """A tag of ID3v2.3."""
    body = b"".join(
        name.encode("ascii") + len(content).to_bytes(4) + b"\0\0" + content
        for name, content in frames.items()
    )
    size = len(body)
    seven = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + seven + body


def box(name: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4) + name + content


def m4a(tags: bytes) -> bytes:
    udta = box(b"udta", tags)
    return box(b"ftyp", b"M4A \0\0\0\0") + box(b"moov", udta) + box(b"mdat", b"sound")
