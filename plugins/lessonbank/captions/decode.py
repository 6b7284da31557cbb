"""Decode the bytes of a captions file to text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lessonbank.files.encodings import by_mark, by_zeros


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with LF line ends, its encoding, and a notice for the user if that is unusual."""

    text: str
    encoding: str
    notice: str | None = None


def decode(data: bytes) -> Decoded:
    """Decode as `decode_as_written` does, for captions.

    Remove byte order marks inside, which joined files have, and replace U+0000 by U+FFFD as WebVTT
    requires. Never raises.
    """
    found = decode_as_written(data)
    text = found.text.replace("\0", "\N{REPLACEMENT CHARACTER}").replace("\ufeff", "")
    return replace(found, text=text)


def decode_as_written(data: bytes) -> Decoded:
    """Decode UTF-8, or UTF-16 and UTF-32 by their mark or zero bytes, or else Windows-1252.

    Add a notice unless it is UTF-8, or UTF-16 with a mark. Convert line ends to LF, and remove a
    byte order mark at the start. Never raises.
    """
    if marked := by_mark(data):
        encoding, rest = marked
        return _in(rest, encoding, _UNCOMMON if encoding.startswith("utf-32") else None)
    if encoding := by_zeros(data) or "":
        return _in(data, encoding, f"{_UNCOMMON}, and it does not say so with a byte order mark")
    try:
        return Decoded(_normalised(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        notice = "The file is not UTF-8; it was read as Windows-1252, so check accented letters."
        text = data.decode("windows-1252", errors="replace")
        return Decoded(_normalised(text), "windows-1252", notice)


_UNCOMMON = "The file is {}, which browsers do not read"


def _in(data: bytes, encoding: str, notice: str | None) -> Decoded:
    name = encoding.upper()
    message = f"{notice.format(name)}; it was read as that." if notice else None
    try:
        return Decoded(_normalised(data.decode(encoding)), encoding, message)
    except UnicodeDecodeError:
        broken = f"The file says it is {name}, but some of its bytes are not."
        return Decoded(_normalised(data.decode(encoding, errors="replace")), encoding, broken)


def _normalised(text: str) -> str:
    """Convert line ends to LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
