"""Recognise and unpack SVG files."""

from __future__ import annotations

import gzip
import io
import zlib

from lessonbank.sanitise.kinds import UnreadableFileError

LARGEST = 10_000_000
"""Limit in bytes for the unpacked file and for the copy."""


def is_svg(data: bytes) -> bool:
    """Return whether the bytes look like SVG."""
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg"))


def unpacked(data: bytes) -> bytes:
    """Return the XML of an SVG or SVGZ. Raises UnreadableFileError."""
    if data.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(io.BytesIO(data)) as file:
                data = file.read(LARGEST + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableFileError("it is a damaged SVGZ") from error
    if len(data) > LARGEST:
        raise UnreadableFileError("it is a drawing of more than 10 MB")
    return data
