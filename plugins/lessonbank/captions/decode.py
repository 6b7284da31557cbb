"""Bytes of a captions file to text."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with LF line ends, the encoding it was read as, and what a person should know of it."""

    text: str
    encoding: str
    notice: str | None = None


def decode(data: bytes) -> Decoded:
    """Read UTF-8 or, by its byte order mark, UTF-16; anything else as Windows-1252 with a notice.

    Line ends become LF and U+0000 becomes U+FFFD, as WebVTT asks. No input makes it raise.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    try:
        return Decoded(_normalised(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        notice = "The file is not UTF-8; it was read as Windows-1252, so check accented letters."
        text = data.decode("windows-1252", errors="replace")
        return Decoded(_normalised(text), "windows-1252", notice)


def _marked(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(_normalised(data.decode(encoding)), encoding)
    except UnicodeDecodeError:
        notice = f"The file says it is {encoding.upper()}, but some of its bytes are not."
        return Decoded(_normalised(data.decode(encoding, errors="replace")), encoding, notice)


def _normalised(text: str) -> str:
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").replace("\r\n", "\n").replace("\r", "\n")
