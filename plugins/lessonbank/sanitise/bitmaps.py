"""Write copies of bitmaps that contain only the pixels."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image, ImageCms, ImageFile, ImageOps, ImageSequence, JpegImagePlugin

from lessonbank.sanitise.kinds import Picture, UnreadableFileError

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "ICO")
_ENDINGS = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp", "AVIF": ".avif"}
_WRITTEN_AS = {"MPO": "JPEG", "ICO": "PNG"}
"""Formats written as another: the first picture of an MPO, and icons."""
_MOST_PIXELS = 80_000_000
"""Limit for a picture, or for all frames of an animation together."""
_LOSSY = {"WEBP": 90, "AVIF": 85}
_KEPT_INFO = ("transparency",)
PILLOW_FAILURES = (
    *(Image.DecompressionBombError, OSError, SyntaxError, ValueError, Warning),
    *(
        EOFError,
        IndexError,
        KeyError,
        RuntimeError,
        OverflowError,
        TypeError,
        struct.error,
        zlib.error,
    ),
)
"""Exceptions that Pillow raises for damaged files."""


def clean_bitmap(data: bytes) -> Picture:
    """Copy the pixels of a picture, upright and in sRGB; an animation stays one.

    Raises UnreadableFileError.
    """
    with opened(data) as image:
        kind = _WRITTEN_AS.get(str(image.format), str(image.format))
        file = io.BytesIO()
        if image.format in {"GIF", "WEBP", "AVIF", "PNG"} and getattr(image, "n_frames", 1) > 1:
            _save_moving(image, kind, file)
        else:
            _save_still(image, kind, file, lossless=b"VP8L" in data)
        return Picture(file.getvalue(), _ENDINGS[kind])


def small_bitmap(data: bytes, width: int, height: int) -> Picture:
    """Return the pixels, or those of the first frame, reduced to fit into a box, as a PNG.

    Raises UnreadableFileError.
    """
    with opened(data) as image:
        image.draft("RGB", (width, height))  # A large JPEG is read small.
        upright = _bare(_in_srgb(ImageOps.exif_transpose(image)).convert("RGBA"))
        upright.thumbnail((width, height), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        upright.save(file, "PNG", optimize=True)
        return Picture(file.getvalue(), ".png")


@contextmanager
def opened(data: bytes, *, strict: bool = False) -> Iterator[ImageFile.ImageFile]:
    """Open the picture; raise every failure, then or in the block, as UnreadableFileError.

    Pillow only warns about damaged metadata; with `strict` that is an error too.
    """
    formats = (*_FORMATS, "TIFF") if strict else _FORMATS
    try:
        with (
            warnings.catch_warnings(action="error" if strict else "ignore"),
            Image.open(io.BytesIO(data), formats=formats) as image,
        ):
            if image.width * image.height > _MOST_PIXELS:
                raise UnreadableFileError("it has more than 80 million pixels")
            yield image
    except PILLOW_FAILURES as error:
        raise UnreadableFileError("it is not a readable picture") from error


def verify_bitmap(data: bytes) -> None:
    """Check that the pixels can be decoded.

    Raises UnreadableFileError.
    """
    with opened(data) as image:
        image.draft(
            image.mode, (max(image.width // 8, 1), max(image.height // 8, 1))
        )  # A JPEG is read small.
        image.load()


def _save_still(image: ImageFile.ImageFile, kind: str, file: io.BytesIO, *, lossless: bool) -> None:
    options: dict[str, Any] = {}
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        options = {"qtables": image.quantization, "progressive": "progressive" in image.info}
        sampling = JpegImagePlugin.get_sampling(image)
        options |= {"subsampling": sampling} if sampling >= 0 else {}
    elif kind in _LOSSY:
        options = {"lossless": True} if lossless else {"quality": _LOSSY[kind]}
    upright = _bare(_in_srgb(ImageOps.exif_transpose(image)))
    upright.save(file, kind, **options)


def _save_moving(image: ImageFile.ImageFile, kind: str, file: io.BytesIO) -> None:
    frames: list[Image.Image] = []
    durations: list[float] = []
    for frame in ImageSequence.Iterator(image):
        frames.append(_bare(frame.convert("RGBA")))
        durations.append(frame.info.get("duration", 100))
        if len(frames) * image.width * image.height > _MOST_PIXELS:
            raise UnreadableFileError("its frames have more than 80 million pixels together")
    options: dict[str, Any] = {"disposal": 2} if kind == "GIF" else {}
    if kind in _LOSSY:
        options["quality"] = _LOSSY[kind]
    if "loop" in image.info:
        options["loop"] = image.info["loop"]
    first, *others = frames
    first.save(file, kind, save_all=True, append_images=others, duration=durations, **options)


def _bare(image: Image.Image) -> Image.Image:
    """Copy the pixels without the metadata that Pillow would write."""
    copy = image.copy()
    copy.info = {name: image.info[name] for name in _KEPT_INFO if name in image.info}
    return copy


def _in_srgb(image: Image.Image) -> Image.Image:
    """Convert the picture to sRGB, which browsers assume without a profile."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "srgb" not in ImageCms.getProfileDescription(own).lower():
                mode = "RGBA" if image.mode == "RGBA" else "RGB"
                srgb = ImageCms.createProfile("sRGB")
                changed = ImageCms.profileToProfile(image, own, srgb, outputMode=mode)
                return changed or image
        except (ImageCms.PyCMSError, *PILLOW_FAILURES):
            pass  # Ignore an unusable profile.
    return image.convert("RGB") if image.mode == "CMYK" else image


def stripped(data: bytes) -> bytes:
    """Remove metadata from a JPEG or PNG without re-encoding, for pictures in documents.

    Keep the orientation of a JPEG. Raises UnreadableFileError.
    """
    if data.startswith(b"\xff\xd8"):
        return _stripped_jpeg(data)
    if data.startswith(_PNG):
        return _stripped_png(data)
    raise UnreadableFileError("it is neither a JPEG nor a PNG")


_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sRGB sBIT bKGD pHYs acTL fcTL fdAT".split()
)


def _stripped_png(data: bytes) -> bytes:
    kept = [_PNG]
    place = len(_PNG)
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        name, end = data[place + 4 : place + 8], place + 12 + length
        if end > len(data):
            break
        if name in _PNG_CHUNKS:
            kept.append(data[place:end])
        if name == b"IEND":
            return b"".join(kept)
        place = end
    raise UnreadableFileError("it is a damaged PNG")


_MARK = 0xFF
_RST0, _RST7, _EOI, _SOS = 0xD0, 0xD7, 0xD9, 0xDA
_APP0, _APP2, _APP14, _APP15, _COM = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length."""


def _stripped_jpeg(data: bytes) -> bytes:
    kept = [b"\xff\xd8", _turn(data)]
    place = 2
    while place + 4 <= len(data):
        if data[place] != _MARK:
            break
        marker = data[place + 1]
        if marker == _MARK:
            place += 1
            continue
        if marker == _EOI:
            return b"".join((*kept, b"\xff\xd9"))
        (length,) = struct.unpack_from(">H", data, place + 2)
        end = place + 2 if marker in _ALONE else place + 2 + length
        if marker == _SOS:
            end = _end_of_scan(data, end)
        if marker in _ALONE or _stays(marker, data[place + 4 : end]):
            kept.append(data[place:end])
        place = end
    if data[place : place + 2] == b"\xff\xd9":
        return b"".join((*kept, b"\xff\xd9"))
    raise UnreadableFileError("it is a damaged JPEG")


def _stays(marker: int, content: bytes) -> bool:
    """Return whether the segment is needed to show the picture: tables, JFIF, colours."""
    if marker == _APP0:
        return content.startswith(b"JFIF\0")
    if marker == _APP2:
        return content.startswith(b"ICC_PROFILE\0")
    return marker == _APP14 or not (_APP0 <= marker <= _APP15 or marker == _COM)


def _end_of_scan(data: bytes, place: int) -> int:
    """Return the offset of the first marker after the scan's coded pixels."""
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        if data[place + 1] != 0 and not _RST0 <= data[place + 1] <= _RST7:
            return place
        place += 2
    return len(data)


def _turn(data: bytes) -> bytes:
    """Return an EXIF segment with only the orientation, empty if the JPEG is upright."""
    with opened(data) as image:
        orientation = image.getexif().get(0x0112, 1)
    if not isinstance(orientation, int) or orientation not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = exif.tobytes()
    return b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content
