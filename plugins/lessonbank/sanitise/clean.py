"""Clean a file of any supported type: write a copy without metadata and hidden data."""

from __future__ import annotations

from dataclasses import dataclass

from lessonbank.sanitise.archive import ZIP_FAILURES
from lessonbank.sanitise.audio import without_boxes, without_tags
from lessonbank.sanitise.inside import OFFICE, is_leftover, look_inside
from lessonbank.sanitise.kinds import (
    OTHER_PICTURES,
    PICTURES,
    Kind,
    Trace,
    UnreadableFileError,
    ending_of,
)
from lessonbank.sanitise.office import is_xml
from lessonbank.sanitise.office_clean import SignedError, clean_media, clean_parts, clean_xml
from lessonbank.sanitise.pdf_clean import clean_pdf
from lessonbank.sanitise.pictures import clean_picture

_NESTED = 4


class CannotCleanError(Exception):
    """No correct clean copy can be written; the message says why."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean copy of a file: the traces removed, and those left for a person to decide.

    `ending` is the file extension that suits these bytes.
    """

    data: bytes
    ending: str
    taken: tuple[Trace, ...]
    left: tuple[Trace, ...]


def clean(name: str, data: bytes) -> Cleaned:
    """Clean the file `name`. Raises CannotCleanError."""
    before = _traces(name, data)
    for trace in before:
        if trace.kind is Kind.UNREADABLE and not trace.inner:
            raise CannotCleanError(trace.what)
    try:
        copy, ending = _cleaned(name, data, _NESTED)
    except SignedError as error:
        raise CannotCleanError("it is signed, and any change would break the signature") from error
    except UnreadableFileError as error:
        raise CannotCleanError(str(error)) from error
    after = _traces(f"copy{ending}", copy)
    left = {(trace.kind, trace.inner, trace.what) for trace in after}
    taken = [trace for trace in before if (trace.kind, trace.inner, trace.what) not in left]
    return Cleaned(copy, ending, tuple(taken), after)


def _traces(name: str, data: bytes) -> tuple[Trace, ...]:
    found = (each for each in look_inside(name, data) if isinstance(each, Trace))
    return tuple(dict.fromkeys(found))


def _cleaned(name: str, data: bytes, depth: int) -> tuple[bytes, str]:
    ending = ending_of(name)
    if ending in PICTURES | OTHER_PICTURES:
        picture = clean_picture(name, data)
        same = {ending, picture.ending} == {".jpeg", ".jpg"}
        return picture.data, ending if same else picture.ending
    if ending == ".pdf":
        return clean_pdf(data), ending
    if ending == ".mp3":
        return without_tags(data), ending
    if ending in {".m4a", ".mp4", ".m4v", ".mov"}:
        return without_boxes(data), ending
    if (ending in OFFICE or ending == ".zip") and depth:
        return _clean_archive(data, ending, depth), ending
    raise UnreadableFileError("files of this kind cannot be cleaned")


def _clean_archive(data: bytes, ending: str, depth: int) -> bytes:
    def member(name: str, part: bytes) -> bytes | None:
        if ending == ".zip" and is_leftover(name):
            return None
        if ending in OFFICE and is_xml(name):
            return clean_xml(name, part)
        if ending in OFFICE and ending_of(name) in PICTURES | OTHER_PICTURES:
            return clean_media(part)
        try:
            copy, new = _cleaned(name, part, depth - 1)
        except (SignedError, UnreadableFileError):
            return part  # Keep the part; its traces are reported as left.
        return copy if new == ending_of(name) else part

    try:
        return clean_parts(data, member)
    except ZIP_FAILURES as error:
        raise UnreadableFileError("it is damaged") from error
